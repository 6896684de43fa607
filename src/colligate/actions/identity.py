"""Who acts: the name under which a person's journal is kept."""

from __future__ import annotations

import getpass
import os
import re
import socket

from colligate.problems import ColligateError

_NAME = re.compile(r"[\w.+-]+@[\w.-]+|[\w.+-]+")


class BadNameError(ColligateError):
    """A name that cannot name a journal."""

    def __init__(self, name: str) -> None:
        """Name it and the form that would do."""
        super().__init__(
            f"'{name}' cannot name a journal. Use letters, digits, dots, hyphens and one @, such as amina@laptop."
        )


def identity(given: str = "") -> str:
    """Return who acts: the name given, else ``COLLIGATE_BY``, else user and machine. Raises BadNameError."""
    name = given or os.environ.get("COLLIGATE_BY", "") or f"{_user()}@{socket.gethostname().split('.')[0]}"
    if not _NAME.fullmatch(name):
        raise BadNameError(name)
    return name


def _user() -> str:
    try:
        return re.sub(r"[^\w.+-]", "-", getpass.getuser())
    except (KeyError, OSError):  # no user database, as in some containers
        return "someone"
