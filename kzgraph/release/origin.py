"""Another kzgraph service as the origin of releases: asked over plain HTTP, within bounds.

Nothing that it says is trusted: ``kzgraph.release.pull`` finds out whether it is a release.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import httpx

from kzgraph import __version__
from kzgraph.errors import BadRequestError, ServiceError
from kzgraph.release.offered import Offered, read_offer
from kzgraph.release.transfers import Bounds, CutError, TooMuchError, again, bounded

_TIMES: Final = httpx.Timeout(10.0, read=300.0)
"""Seconds; the origin writes a dump when it is first asked for, which takes a while."""

_MOST_MANIFEST: Final = 64 * 2**20
"""Bytes of a manifest, which has some 600 for each graph: enough for a hundred thousand documents."""

_GZIP: Final = 16 + zlib.MAX_WBITS
"""How zlib is told to unpack gzip."""


class Origin:
    """The address of a service. Redirects are not followed. Raises ``BadRequestError`` for no address."""

    def __init__(self, address: str, bounds: Bounds) -> None:
        if not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", address):
            raise BadRequestError(f"{address!r} is no address of a service, such as https://host.")
        self.address, self.bounds = address.rstrip("/"), bounds
        self._tag: str | None = None
        self._client = httpx.Client(
            timeout=_TIMES,
            headers={"User-Agent": f"kzgraph/{__version__}", "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def offered(self, name: str = "current") -> Offered | None:
        """Return what the origin says of a release; None if the same was said the last time.

        Raises ``ServiceError``.
        """
        known = {"If-None-Match": self._tag} if self._tag else {}
        with self._sent(f"/releases/{name}/manifest.json", known) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return None
            self._expect(answer, httpx.codes.OK)
            body = b"".join(bounded(answer, _MOST_MANIFEST, self.bounds.until()))
            told = read_offer(body, str(answer.request.url))
            self._tag = answer.headers.get("etag")
            return told

    def forget(self) -> None:
        """Have ``offered`` answer as if nothing had been said before."""
        self._tag = None

    def download(self, release: str, target: Path) -> None:
        """Bring the packed N-Quads of a release to a file; go on where an earlier transfer was cut.

        Tries five times. What has arrived stays for the next call. Raises ``ServiceError``.
        """
        if target.exists():
            return
        until = self.bounds.until()
        path = f"/releases/{release}/kzgraph.nq.gz"
        again(lambda: self._download(path, target, until))

    def graph(self, release: str, name: str, most: int) -> bytes:
        """Return the N-Triples of a named graph of a release, which may have so many bytes.

        Tries five times. Raises ``ServiceError``.
        """
        path = f"/releases/{release}/graph.nt.gz?{urlencode({'graph': name})}"
        until = self.bounds.until()
        packed = again(lambda: self._read(path, most, until))
        unpacking = zlib.decompressobj(_GZIP)
        try:
            lines = unpacking.decompress(packed, most)
        except zlib.error as exc:
            raise ServiceError(f"{self.address}{path} sends what is not packed: {exc}") from exc
        if not unpacking.eof:
            raise ServiceError(f"{self.address}{path} is cut, or more than {most} bytes.")
        return lines

    def _read(self, path: str, most: int, until: float) -> bytes:
        with self._sent(path, {}) as answer:
            self._expect(answer, httpx.codes.OK)
            return b"".join(bounded(answer, most, until))

    def _download(self, path: str, target: Path, until: float) -> None:
        part, tag = target.with_suffix(".part"), target.with_suffix(".tag")
        held = part.stat().st_size if part.exists() and tag.exists() else 0
        asked = {"Range": f"bytes={held}-", "If-Range": tag.read_text()} if held else {}
        with self._sent(path, asked) as answer:
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink()  # all of it was there, or too much: begin anew
                raise CutError("The transfer begins anew.")
            goes_on = answer.status_code == httpx.codes.PARTIAL_CONTENT and held > 0
            self._expect(answer, httpx.codes.PARTIAL_CONTENT if goes_on else httpx.codes.OK)
            tag.write_text(answer.headers.get("etag", ""))
            most = self.bounds.max_bytes - (held if goes_on else 0)
            try:
                with part.open("ab" if goes_on else "wb") as file:
                    for chunk in bounded(answer, most, until):
                        file.write(chunk)
            except TooMuchError:
                part.unlink()
                raise
        part.replace(target)
        tag.unlink()

    @contextmanager
    def _sent(self, path: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        try:
            with self._client.stream("GET", self.address + path, headers=headers) as answer:
                yield answer
        except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
            raise ServiceError(f"{self.address} cannot be reached: {exc}") from exc
        except httpx.HTTPError as exc:
            raise CutError(f"{self.address}{path} was cut off: {exc!r}") from exc

    def _expect(self, answer: httpx.Response, status: int) -> None:
        if answer.status_code != status:
            moved = answer.headers.get("location")
            hint = f" It leads to {moved}: give that address." if moved else ""
            raise ServiceError(f"{answer.request.url} answers {answer.status_code}.{hint}")
