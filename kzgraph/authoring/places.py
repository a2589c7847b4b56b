"""The line of a file on which something stands, in the form that kzgraph writes."""

from pathlib import Path

from kzgraph.release.inputs import line_of


def line_in(path: Path, subject: str, *needles: str) -> int | None:
    """Return the line within the block of a subject that has one of the needles, the first found.

    Where none is there, the line on which the block begins; None where there is no such block.
    """
    first = line_of(path, subject)
    if first is None:
        return None
    lines = path.read_text(encoding="utf-8").splitlines()[first - 1 :]
    block = lines[: next((n for n, line in enumerate(lines) if not line.strip()), len(lines))]
    for needle in filter(None, needles):
        for number, line in enumerate(block):
            if needle in line:
                return first + number
    return first
