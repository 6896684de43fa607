"""One request to a language model and its answer, or why there is none. No redirect is followed, no proxy used.

The standard library's `http.client` is enough, and shows everything that goes out: one connection to one host.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from colligate.actions.model_settings import ModelSettings
from colligate.problems import ColligateError
from colligate.suggestions.asking.answering import plain

#: Bytes of an answer: one of this size is none.
LIMIT = 1024 * 1024
#: Seconds to wait where a server is busy and does not say how long; more than the second it may not ask for.
_WAIT, _MOST_WAIT = 5.0, 120.0
_CHUNK = 64 * 1024


class ModelStopError(ColligateError):
    """Something that will not be different for the next passage."""


class NoAnswerError(ColligateError):
    """No answer for this passage."""


class BusyError(ColligateError):
    """The server asks to wait."""

    def __init__(self, message: str, seconds: float) -> None:
        """Take the sentence and how long to wait."""
        super().__init__(message)
        self.seconds = seconds


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What came back."""

    content: str
    #: None where the server did not tell.
    tokens_in: int | None
    tokens_out: int | None
    seconds: float


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


def post(settings: ModelSettings, body: bytes, *, key: str) -> Reply:
    """Send one request and return the answer. It takes `settings.timeout` seconds at most.

    Raises:
        ModelStopError: Where asking on makes no sense: refused, no such model, a wrong key, a redirect.
        BusyError: Where the server asks to wait.
        NoAnswerError: Where this one request got no answer.
    """
    began = time.monotonic()
    with _connected(settings) as (connection, over):
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "Colligate"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        try:
            connection.request("POST", settings.endpoint.path, body, headers)
            answer = connection.getresponse()
            data = _read(answer)
        except (OSError, http.client.HTTPException) as error:
            if over.is_set() or isinstance(error, TimeoutError):
                raise _slow(settings) from error
            raise NoAnswerError(
                f"{settings.address}: the connection broke off: {_reason(error)}. Ask again."
            ) from error
    if over.is_set():
        raise _slow(settings)
    if len(data) > LIMIT:
        raise NoAnswerError(f"{settings.address}: the answer is larger than 1 MiB and was not read. Lower max_tokens.")
    if answer.status != http.HTTPStatus.OK:
        raise _refused(settings, answer, _told(data, key))
    return _reply(settings, data, key, time.monotonic() - began)


@contextlib.contextmanager
def _connected(settings: ModelSettings) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
    """Connect, and cut the connection when the time is over: a server that drips would else hold it for ever."""
    parts, over = settings.endpoint, threading.Event()
    host = parts.hostname or ""
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=settings.timeout, context=secure)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=settings.timeout)
    try:
        connection.connect()
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        connection.close()
        raise ModelStopError(
            f"{settings.address}: no connection: {_reason(error)}. Start the model's server, or put the address right "
            "with 'colligate suggestions model --address'."
        ) from error
    line = connection.sock

    def cut() -> None:
        over.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)  # not the secure layer's: another thread is reading it

    watch = threading.Timer(settings.timeout, cut)
    watch.daemon = True
    watch.start()
    try:
        yield connection, over
    finally:
        watch.cancel()
        connection.close()


def _read(answer: http.client.HTTPResponse) -> bytes:
    """Read an answer, and one byte more than it may have."""
    pieces, size = [], 0
    while size <= LIMIT and (piece := answer.read1(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _refused(settings: ModelSettings, answer: http.client.HTTPResponse, told: str) -> ColligateError:
    """Return what a status that is not 200 means."""
    status, said = answer.status, f" It says: {told}" if told else ""
    begun = f"{settings.address}: the server answered {status}."
    if 300 <= status < 400:
        where = plain(_host(answer.headers.get("Location", "")) or "another path", 100)
        return ModelStopError(f"{begun} It points to {where}, and nothing is sent there. Put the address right.")
    if status in (401, 403):
        named = settings.key_variable or "none: name one with --key-variable"
        return ModelStopError(f"{begun} The key is not accepted (environment variable {named}).{said}")
    if status == 404:
        return ModelStopError(f"{begun} There is no such address, or no model '{settings.model}'.{said}")
    if status == 429 or (status == 503 and "Retry-After" in answer.headers):
        seconds = _wait(answer.headers.get("Retry-After", ""))
        if seconds > _MOST_WAIT:
            return ModelStopError(
                f"{begun} It asks to wait {seconds:,.0f} seconds. Ask again then; what was answered is kept."
            )
        return BusyError(f"{begun} It is asked too much.{said}", seconds)
    return NoAnswerError(f"{begun}{said or ' It does not say why.'}")


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return "an address that cannot be read"


def _wait(told: str) -> float:
    """Return how many seconds a ``Retry-After`` means: a number, or a date (RFC 9110, 10.2.3)."""
    told = told.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        until = email.utils.parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return _WAIT
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _reply(settings: ModelSettings, data: bytes, key: str, seconds: float) -> Reply:
    try:
        told = msgspec.json.decode(data, type=_Completion)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoAnswerError(
            f"{settings.address}: the answer is not one of the chat completions interface: {_reason(error)}."
        ) from error
    if not told.choices:
        raise NoAnswerError(f"{settings.address}: the answer holds no choice.")
    usage, content = told.usage or _Usage(), told.choices[0].message.content or ""
    return Reply(
        content=content.replace(key, "[key]") if key else content, tokens_in=_count(usage.prompt_tokens),
        tokens_out=_count(usage.completion_tokens), seconds=seconds,
    )  # fmt: skip


def _count(told: int | None) -> int | None:
    return told if told is not None and 0 <= told < 10**9 else None


def _told(data: bytes, key: str) -> str:
    words = data.decode("utf-8", "replace")
    return plain(words.replace(key, "[key]") if key else words, 200)


def _slow(settings: ModelSettings) -> NoAnswerError:
    return NoAnswerError(
        f"{settings.address}: no whole answer within {settings.timeout:g} seconds. Ask again, or raise 'timeout'."
    )


def _reason(error: Exception) -> str:
    return plain(getattr(error, "strerror", None) or str(error) or type(error).__name__, 200)
