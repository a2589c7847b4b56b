"""A real HTTP server on loopback that speaks the chat-completions protocol as it is told to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What is sent: a status, the text of the answer, and how badly."""

    content: str = ""
    status: int = 200
    seconds: float = 0.0
    filler: int = 0


Answering = Callable[[dict[str, Any]], Reply]


@dataclass
class ModelServer:
    """Where it listens, and the requests that it has had, as (headers, body)."""

    url: str
    requests: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def data(self, number: int = 0) -> dict[str, Any]:
        """Return what a request asked about: the JSON object of the user's message."""
        messages = self.requests[number][1]["messages"]
        (told,) = [one["content"] for one in messages if one["role"] == "user"]
        return dict(json.loads(told))


@contextmanager
def serving(answering: Answering) -> Iterator[ModelServer]:
    """Run a server while the block runs; ``answering`` gets the body of each request."""
    server = ModelServer("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(
                ({name.lower(): told for name, told in self.headers.items()}, body)
            )
            reply = answering(body)
            stopping.wait(reply.seconds)
            sent = _completion(reply) if reply.status == 200 else b'{"error": {"message": "no"}}'
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.send_header("retry-after-ms", "1")
                self.end_headers()
                self.wfile.write(sent)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has given up, as some tests want

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    stopping = threading.Event()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    try:
        yield server
    finally:
        stopping.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _completion(reply: Reply) -> bytes:
    message = {"role": "assistant", "content": reply.content + " " * reply.filler}
    told = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "local",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return json.dumps(told).encode()
