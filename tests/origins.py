"""An origin of releases that misbehaves to order, for whoever pulls from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from kzgraph.release import Release


@dataclass
class Fake:
    """An origin of one release; ``cuts`` are the bytes after which it breaks off, one a request.

    ``graphs`` are the packed graphs that it has, ``asked`` those that it was asked for.
    """

    release: Release
    dump: bytes
    manifest: bytes
    cuts: list[int] = field(default_factory=list)
    moved: bool = False
    ranges: list[str | None] = field(default_factory=list)
    graphs: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.moved:
            handler.send_response(307)
            handler.send_header("Location", "http://127.0.0.1:1/")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        if "/graph.nt.gz?" in handler.path:
            self._answer_graph(handler)
            return
        is_dump = handler.path.endswith(".nq.gz")
        whole = self.dump if is_dump else self.manifest
        asked = handler.headers.get("Range") if is_dump else None
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        handler.send_response(206 if asked else 200)
        handler.send_header("Content-Length", str(len(whole) - start))
        handler.send_header("ETag", '"1"')
        handler.end_headers()
        if is_dump:
            self.ranges.append(asked)
        end = start + self.cuts.pop(0) if is_dump and self.cuts else len(whole)
        handler.wfile.write(whole[start:end])
        handler.close_connection = True

    def _answer_graph(self, handler: BaseHTTPRequestHandler) -> None:
        (name,) = parse_qs(urlsplit(handler.path).query)["graph"]
        self.asked.append(name)
        whole = self.graphs.get(name, b"")
        handler.send_response(200 if whole else 404)
        handler.send_header("Content-Length", str(len(whole)))
        handler.end_headers()
        handler.wfile.write(whole[: self.cuts.pop(0)] if self.cuts else whole)
        handler.close_connection = True


@contextmanager
def serving(fake: Fake) -> Iterator[str]:
    """Give the address of an origin, which answers until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
