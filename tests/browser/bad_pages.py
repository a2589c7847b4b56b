"""A real HTTP server on loopback with tiny pages, each of which does one thing wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
_KINDS = {"js": "text/javascript", "css": "text/css", "png": "image/png"}
LAX = "script-src 'unsafe-inline'; img-src *"


def page(body: str, head: str = "") -> str:
    """Return a page without a fault, but for what ``head`` and ``body`` have."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
        <meta name="viewport" content="width=device-width">{head}</head>
        <body><main><h1>A page</h1>{body}</main></body></html>"""


@contextmanager
def serving(pages: dict[str, str], policy: str) -> Iterator[str]:
    """Serve pages by path, under a content security policy; give the address of the server.

    Other paths answer 404, and ``/broken`` answers 500.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = 200 if self.path in pages else 500 if self.path == "/broken" else 404
            self.send_response(status)
            kind = _KINDS.get(self.path.rpartition(".")[2], "text/html")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(pages.get(self.path, f"status {status}").encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
