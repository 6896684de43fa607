"""What a project's import shares: what is known already, what has come, and how GUIDs lead to records."""

from __future__ import annotations

import re

from colligate.exchange.incoming import Incoming, Known
from colligate.exchange.losses import Losses
from colligate.exchange.refi.project import Project
from colligate.record import Record
from colligate.sources.passage import Passage

#: Beginning of the name of the program in files that this one writes.
OURS = "Colligate"
_NO_NAME = re.compile(r"[^\w.+-]+")


class Arrival:
    """One import under way."""

    def __init__(self, project: Project, known: Known, by: str) -> None:
        """Begin."""
        self.project, self.known, self.by = project, known, by
        self.losses = Losses()
        self.incoming = Incoming()
        self.ours = project.origin.startswith(OURS)
        #: What a GUID of the file has become: id of a record, or ``lens/code``.
        self.became: dict[str, str] = {}
        #: Passages that the file codes with a case, by its GUID.
        self.words_of_cases: dict[str, list[str]] = {}
        #: GUIDs of notes that have found their place.
        self.placed_notes: set[str] = set()
        self.coders = self._coders()
        self.notes = {note.guid: note for note in project.notes}
        self._taken = set(known.records)
        self._said: dict[str, Record] = {}

    def say(self, record: Record) -> bool:
        """Take a record, once; one that was withdrawn in the study stays so. Return whether it stands."""
        if record.id in self.known.withdrawn:
            self.losses.left(_plural(record), "they were withdrawn in this study", [record.id])
            return False
        if self._said.setdefault(record.id, record) is record:
            self.incoming.records.append(record)
        return True

    def stands(self, identity: str) -> bool:
        """Say whether an id names a record of the study or of this import."""
        return identity in self._said or identity in self.known.records

    def is_passage(self, identity: str) -> bool:
        """Say whether an id names a passage."""
        return isinstance(self._said.get(identity) or self.known.records.get(identity), Passage)

    def fresh(self, base: str) -> str:
        """Return an id that nothing has: the words given, with a number where need be."""
        identity, number = base, 2
        while identity in self._taken:
            identity, number = f"{base}-{number}", number + 1
        self._taken.add(identity)
        return identity

    def coder(self, user: str) -> str:
        """Return the name of a user as journals have it; of nobody, the importer's."""
        return self.coders.get(user) or self.by

    def _coders(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for user, name in self.project.users.items():
            coder = _NO_NAME.sub("-", name.strip()) if "@" not in name else re.sub(r"[^\w.+@-]+", "-", name.strip())
            coder = coder.strip("-")
            number, base = 2, coder
            while coder and coder in found.values():
                coder, number = f"{base}-{number}", number + 1
            found[user] = coder
            if coder != name:
                self.losses.changed("coders", "their names are written as journals have them", [f"{name} → {coder}"])
        return found


def _plural(record: Record) -> str:
    return f"{type(record).__name__.lower()}s"
