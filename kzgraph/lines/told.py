"""The lines that tell one property of things, found in a file of lines without reading the others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_BLOCK: Final = 4 * 1024 * 1024
_END: Final = len(" .")


def telling(lines: Path, prop: str) -> Iterator[tuple[str, str]]:
    """Yield thing and value, as N-Triples spell it, of each triple with a property.

    Of things that have an IRI, in the order of the file.
    """
    # Also inside of literals, but there it does not end what the line begins with.
    sought = f"> <{prop}> ".encode()
    with lines.open("rb") as file:
        while block := file.read(_BLOCK) + file.readline():
            at = block.find(sought)
            while at >= 0:
                start, end = block.rfind(b"\n", 0, at) + 1, block.index(b"\n", at)
                if block.startswith(b"<", start) and block.index(b">", start) == at:
                    value = block[at + len(sought) : end - _END]
                    yield block[start + 1 : at].decode(), value.decode()
                at = block.find(sought, end)
