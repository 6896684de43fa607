"""Who may ask: the browser that opened the address printed, and forms only from the workbench's own pages.

A page elsewhere must not be able to write into a study through a server on this machine (cross-site requests), nor
reach it under another name (DNS rebinding), nor may another user of this machine look into it (the token).
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from colligate.problems import ColligateError
from colligate.web.plain import plain_page

_SAFE = frozenset({"GET", "HEAD"})
#: Bytes of a form; of a form with files in it. A single file has its own limit, see `colligate.actions.uploading`.
FORM, FILES = 16 * 1024**2, 2 * 1024**3
# Attributes of style are let through for lengths that are data (a bar, a place on a timeline); blocks of style are not.
_POLICY = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'"
)
#: What every answer carries, unless the page has its own.
HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}


class BodyTooLargeError(ColligateError):
    """A form beyond what is taken in."""

    def __init__(self, limit: int) -> None:
        """Name the limit."""
        super().__init__(
            f"That is more than {limit // 1024**2} MB at once, so it was not taken in. Send less at a time."
        )


class Guard:
    """Turns away requests under another host name, without the token of this start, or sent from other sites."""

    def __init__(
        self, app: ASGIApp, token: str | None = None, hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost"})
    ) -> None:
        """Take the application, the token of this start (None asks for none), and its names without ports."""
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        send = _with_headers(send)
        answer = self._answer(scope, headers)
        if answer is not None:
            await answer(scope, receive, send)
            return
        limit = FILES if headers.get("content-type", "").startswith("multipart/form-data") else FORM
        told = headers.get("content-length", "")
        if told.isdigit() and int(told) > limit:
            await plain_page("Too large", str(BodyTooLargeError(limit)), status=413)(scope, receive, send)
            return
        await self._app(scope, _limited(receive, limit), send)

    def _answer(self, scope: Scope, headers: dict[str, str]) -> Response | None:
        """Return the answer to a request that must not reach the workbench."""
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return _refusal(headers, "This workbench answers to this machine alone. Open it at the address it printed.")
        if self._token and (answer := self._entry(scope, headers, self._token)):
            return answer
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin", "")
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or origin not in {"", f"http://{host}"}:
            return _refusal(
                headers, "This form was not sent from the workbench. Open the page again and send it from there."
            )
        return None

    def _entry(self, scope: Scope, headers: dict[str, str], token: str) -> Response | None:
        """Let in who knows the token: by the cookie, or by the address printed, which leaves the cookie behind."""
        # Cookies know no ports, so that two studies open at once need names of their own.
        cookie = f"colligate-{headers['host'].rpartition(':')[2]}"
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        told = next((value for name, value in asked if name == "token"), None)
        if told is not None and scope["method"] in _SAFE and _same(told, token):
            rest = urlencode([pair for pair in asked if pair[0] != "token"])
            # One slash alone at the beginning: two would name another host.
            address = quote(f"/{scope['path'].lstrip('/')}") + (f"?{rest}" if rest else "")
            return _let_in(address, cookie, token, elsewhere=headers.get("sec-fetch-site") == "cross-site")
        if _same(cookie_parser(headers.get("cookie", "")).get(cookie, ""), token):
            return None
        return _refusal(
            headers,
            "Open the workbench at the address that colligate open printed. It is a new one each time it is started.",
        )


def _let_in(address: str, cookie: str, token: str, *, elsewhere: bool) -> Response:
    # A strict cookie is not sent along a redirect that began on another site; a page that goes on by itself is ours.
    response = (
        plain_page("Opening the workbench", "", onward=address)
        if elsewhere
        else RedirectResponse(address, status_code=303)
    )
    response.set_cookie(cookie, token, httponly=True, samesite="strict", path="/")
    return response


def _refusal(headers: dict[str, str], message: str) -> Response:
    if "application/json" in headers.get("accept", ""):
        return JSONResponse({"error": message}, status_code=403)
    return plain_page("Not from here", message, status=403)


def _same(told: str, token: str) -> bool:
    return secrets.compare_digest(told.encode(), token.encode())


def _name(host: str) -> str:
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def _limited(receive: Receive, limit: int) -> Receive:
    """Count what comes in, for bodies that do not say their length."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise BodyTooLargeError(limit)
        return message

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *((n, v) for n, v in HEADERS.items() if n not in given)]
        await send(message)

    return sending
