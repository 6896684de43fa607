"""Who may ask: this machine's own browser, and forms only from the workbench's own pages.

A page elsewhere must not be able to write into a study through a server on this machine (cross-site requests), nor
reach it under another name (DNS rebinding).
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)


class Guard:
    """Turns away requests under another host name, and forms sent from other sites."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})) -> None:
        """Take the application and the names it answers to, without ports."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refused := self._refused(scope["method"], headers):
            await PlainTextResponse(refused, status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, _with_policy(send))

    def _refused(self, method: str, headers: dict[str, str]) -> str:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return "This workbench answers to this machine alone. Open it at the address it printed."
        if method in _SAFE:
            return ""
        origin = headers.get("origin", "")
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or (origin and _bare(origin) != host):
            return "This form was not sent from the workbench. Open the page again and send it from there."
        return ""


def _name(host: str) -> str:
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def _bare(origin: str) -> str:
    return origin.partition("://")[2]


def _with_policy(send: Send) -> Send:
    async def sending(message) -> None:  # noqa: ANN001 - an ASGI message
        if message["type"] == "http.response.start":
            added = {
                b"content-security-policy": _POLICY.encode(),
                b"x-content-type-options": b"nosniff",
                b"referrer-policy": b"same-origin",
                b"cache-control": b"no-store",
            }
            given = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *((n, v) for n, v in added.items() if n not in given)]
        await send(message)

    return sending
