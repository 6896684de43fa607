"""The language model a user brings: where it is and what it costs, in a file of their own, in no study."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec
import yaml

from colligate.problems import ColligateError
from colligate.study.folder import write
from colligate.suggestions.asking.estimating import Price

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
#: Keys that would hold the key itself.
_SECRETS = frozenset({"key", "api_key", "apikey", "token", "secret", "password"})
#: Parts of a request that are not the user's to set: what is sent, to which model, and how it comes back.
_OURS = frozenset({"model", "messages", "stream", "n", "tools", "tool_choice", "functions"})
_PATH = "/chat/completions"


class ModelSettingsError(ColligateError):
    """Settings that are missing or cannot be used."""

    def __init__(self, reason: str, remedy: str, *, path: Path | None = None) -> None:
        """Build the sentence from place, reason and way out."""
        super().__init__(f"{path or settings_file()}: {reason} {remedy}")


class ModelSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server that speaks the chat completions interface, and the model wanted of it."""

    #: Base address, such as ``http://127.0.0.1:11434/v1``.
    address: str
    model: str
    #: Name of the environment variable that holds the key; empty where the server wants none.
    key_variable: str = ""
    #: Money for a million tokens; None where it is not known.
    price_in: float | None = None
    price_out: float | None = None
    currency: str = "USD"
    #: Tokens that a request with its answer may take.
    context: int = 8192
    #: Seconds that one answer may take, from the first byte sent to the last received.
    timeout: float = 60.0
    #: What every request says besides model and messages.
    parameters: dict[str, Any] = msgspec.field(default_factory=lambda: {"temperature": 0, "max_tokens": 400})

    @property
    def price(self) -> Price | None:
        """What tokens cost, where both prices are known."""
        if self.price_in is None or self.price_out is None:
            return None
        return Price(told=self.price_in, answered=self.price_out)

    @property
    def most_answered(self) -> int:
        """Tokens that an answer may have."""
        for name in ("max_tokens", "max_completion_tokens"):
            if isinstance(most := self.parameters.get(name), int):
                return most
        return 400

    @property
    def endpoint(self) -> SplitResult:
        """Where requests go."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        return parts._replace(path=path if path.endswith(_PATH) else path + _PATH)

    @property
    def local(self) -> bool:
        """Say whether requests stay on this machine."""
        return is_loopback(self.endpoint.hostname or "")

    def key(self) -> str:
        """Return the key, read from the environment now. Raises ModelSettingsError."""
        if not self.key_variable:
            return ""
        key = os.environ.get(self.key_variable, "").strip()
        if not key:
            raise ModelSettingsError(
                f"the environment variable {self.key_variable} is not set.",
                "Set it to the key in the shell that starts colligate; the key is written nowhere.",
            )
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ModelSettingsError(f"{self.key_variable} holds no key: it has blanks or signs.", "Copy it again.")
        return key


def is_loopback(host: str) -> bool:
    """Say whether a host name means this machine, whatever a name server says."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def settings_file() -> Path:
    """Return where the settings are kept; ``COLLIGATE_CONFIG`` names another folder."""
    if given := os.environ.get("COLLIGATE_CONFIG"):
        return Path(given) / "model.yaml"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "colligate" / "model.yaml"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home() / "AppData" / "Roaming"))) / "colligate" / "model.yaml"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "colligate" / "model.yaml"


def has_settings() -> bool:
    """Say whether the user brought a model."""
    return settings_file().is_file()


def read_model_settings() -> ModelSettings:
    """Read the settings. Raises ModelSettingsError."""
    try:
        content = yaml.safe_load(settings_file().read_bytes())
    except FileNotFoundError as error:
        raise ModelSettingsError(
            "no model is set; Colligate needs none.",
            "To bring one: 'colligate suggestions model --address http://127.0.0.1:11434/v1 --model NAME'.",
        ) from error
    except OSError as error:
        raise ModelSettingsError(
            f"the file could not be read: {error.strerror}.", "See that you may read it."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise ModelSettingsError(f"the file is not YAML{line}.", "Check quotes, colons and indentation.") from error
    return checked(content)


def change_model_settings(changes: dict[str, Any]) -> ModelSettings:
    """Write the settings with some of them changed, and return them. Raises ModelSettingsError."""
    known = msgspec.to_builtins(read_model_settings()) if has_settings() else {}
    settings = checked({**known, **changes})
    told = yaml.safe_dump(msgspec.to_builtins(settings), sort_keys=False, allow_unicode=True)
    write(settings_file(), told.encode())
    return settings


def checked(content: object) -> ModelSettings:
    """Return settings as read from a file. Raises ModelSettingsError."""
    given = content if isinstance(content, dict) else {}
    extra = given.get("parameters")
    keys = [*given, *(extra if isinstance(extra, dict) else ())]
    if found := _SECRETS & {str(key).lower() for key in keys}:
        raise ModelSettingsError(
            f"it holds '{min(found)}'.",
            "The key is never kept in a file: put it into an environment variable, and name that in key_variable.",
        )
    try:
        settings = msgspec.convert(content, ModelSettings, str_keys=True)
    except msgspec.ValidationError as error:
        known = ", ".join(ModelSettings.__struct_fields__)
        raise ModelSettingsError(f"it does not hold what it should: {error}.", f"The keys are {known}.") from error
    if fault := next((told for wrong, told in _faults(settings) if wrong), None):
        raise ModelSettingsError(*fault)
    return settings


def _faults(settings: ModelSettings) -> list[tuple[bool, tuple[str, str]]]:
    parts, variable = _parts(settings.address), settings.key_variable
    prices = [one for one in (settings.price_in, settings.price_out) if one is not None]
    ours = _OURS & settings.parameters.keys()
    return [
        (parts is None, (f"'{settings.address}' is no address.", "Write one such as http://127.0.0.1:11434/v1.")),
        (
            parts is not None and parts.scheme not in ("http", "https"),
            (f"'{settings.address}' is neither http nor https.", "Other kinds of address are not used."),
        ),
        (
            parts is not None and bool(parts.username or parts.password or parts.query or parts.fragment),
            ("the address holds a name, password or question.", "Give the base address alone; a key goes elsewhere."),
        ),
        (not settings.model.strip(), ("no model is named.", "Name one that the server has, in 'model'.")),
        (
            bool(variable) and not _VARIABLE.fullmatch(variable),
            (
                "key_variable is no name of an environment variable.",
                "If it is the key itself, take it out of the file.",
            ),
        ),
        (
            not 0 < settings.timeout <= 3600 or settings.context < 1,
            ("timeout or context is out of range.", "timeout: 1 to 3600 seconds; context: tokens, above 0."),
        ),
        (settings.most_answered < 1, ("an answer may have no token.", "max_tokens: tokens of an answer, above 0.")),
        (any(not 0 <= one < 1e6 for one in prices), ("a price is out of range.", "Money for a million tokens.")),
        (
            bool(ours),
            (f"parameters holds {', '.join(sorted(ours))}.", "These are set by Colligate; leave them out."),
        ),
    ]


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    plain = address.isascii() and address.isprintable() and " " not in address
    return parts if parts.hostname and plain else None
