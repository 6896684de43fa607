"""A small server that speaks the chat completions interface on this machine, and fails as it is told to."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What is done with one request: an answer's content, or a function that writes to the connection itself.
Reply = str | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Keeps every request, and answers as the server's `reply` says."""

    server: Chat  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), raw))
        self.body = json.loads(raw)
        self.passage = json.loads(self.body["messages"][1]["content"])["passage"]
        reply = self.server.reply(self)
        if callable(reply):
            reply(self)
        else:
            self.say(reply)

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers), b""))
        self.send(200, b"{}")

    def say(self, content: str, usage: dict[str, int] | None = None) -> None:
        """Answer as the interface does."""
        told: dict[str, Any] = {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
        told["usage"] = usage or {"prompt_tokens": 100, "completion_tokens": 20}
        self.send(200, json.dumps(told).encode())

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Answer with any status, body and headers; underscores in names are hyphens."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        pass


class Chat(ThreadingHTTPServer):
    """The server; `reply` decides on each request, `seen` holds what came in."""

    daemon_threads = True

    def __init__(self, reply: Callable[[Handler], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.reply, self.seen = reply, list[tuple[str, dict[str, str], bytes]]()
        #: Set when the test is over: whoever drips stops.
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that hangs up on a slow answer is what is tested


@contextmanager
def chat(reply: Callable[[Handler], Reply]) -> Iterator[Chat]:
    """Run a server."""
    with Chat(reply) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def closed_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def quoting(words: str, stance: str = "supports", reason: str = "It shows the capacity.") -> str:
    """Return the JSON of a proposal."""
    return json.dumps({"quote": words, "stance": stance, "reason": reason})


NONE = '{"quote": null}'
