"""IATI bytes as activities, one at a time: streamed, bounded, and with everything dangerous in XML refused."""

from __future__ import annotations

import io
from collections.abc import Iterator

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.iati.grammar import Fault, attribute_faults
from colligate.exchange.iati.tree import Element, attribute, name_of
from colligate.exchange.refi.xml import etree

#: Bytes of one file. A study reads what it quotes; a whole registry belongs elsewhere.
LARGEST = 200_000_000
#: Activities of one file: each becomes some dozens of records, all said in one act.
MOST_ACTIVITIES = 5_000
#: Elements inside each other; the standard has eight levels.
DEEPEST = 40
#: Bytes in which a document type is looked for before anything is parsed.
_HEAD = 100_000
_AGAIN = "Fetch the file again from its publisher."
_SMALLER = "Ask the registry for the activities that the study is about, and import these."


class ActivityFile:
    """One file being read; `version` and `generated` are known once the first activity has come."""

    def __init__(self, data: bytes, name: str) -> None:
        """Begin. Raises RefusedFileError for a file that is too large or declares a document type."""
        if len(data) > LARGEST:
            raise RefusedFileError(name, f"It has {len(data):,} bytes; at most {LARGEST:,} are read.", _SMALLER)
        if any("<!DOCTYPE".encode(encoding) in data[:_HEAD] for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
            raise _declares_type(name)
        self._data, self._name = data, name
        self.version = ""
        self.generated = ""
        #: What the root holds against the standard.
        self.faults: list[Fault] = []

    @property
    def returns(self) -> bool:
        """Whether its elements can go out again as they are: those of versions before 2 cannot."""
        return self.version.startswith("2.")

    def activities(self) -> Iterator[Element]:
        """Yield each activity once it is complete; it is emptied when the next is asked for.

        Raises RefusedFileError where the XML is damaged, is not of activities, or holds too much.
        """
        count = 0
        try:
            for element in self._complete():
                count += 1
                if count > MOST_ACTIVITIES:
                    raise RefusedFileError(self._name, f"It has more than {MOST_ACTIVITIES:,} activities.", _SMALLER)
                yield element
        except etree.XMLSyntaxError as error:
            reason = f"Its XML breaks off or is damaged at line {error.lineno or 1}: {error.msg}."
            raise RefusedFileError(self._name, reason, _AGAIN) from error
        if not count:
            raise RefusedFileError(self._name, "It holds no activity.", _AGAIN)

    def _complete(self) -> Iterator[Element]:
        events = etree.iterparse(
            io.BytesIO(self._data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        depth = 0
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "start":
                if depth == 1:
                    self._root(element)
                if depth > DEEPEST:
                    raise RefusedFileError(self._name, f"Elements stand more than {DEEPEST} deep.", _AGAIN)
                continue
            if name_of(element) == "iati-activity" and depth <= 1:
                yield element
            if depth == 1 and name_of(element.getparent()) == "iati-activities":
                _drop(element)

    def _root(self, root: Element) -> None:
        if root.getroottree().docinfo.internalDTD is not None:
            raise _declares_type(self._name)
        if name_of(root) not in ("iati-activities", "iati-activity"):
            kind = "organisations" if name_of(root) == "iati-organisations" else f"'{name_of(root)}'"
            reason = f"It is a file of {kind}, not of IATI activities."
            raise RefusedFileError(self._name, reason, "Import the publisher's activity file.")
        self.version, self.generated = attribute(root, "version"), attribute(root, "generated-datetime")
        if name_of(root) == "iati-activities":
            self.faults = list(attribute_faults(root))
        else:
            self.faults = [Fault(line=root.sourceline or 0, message="iati-activity: no iati-activities around it")]


def _drop(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _declares_type(name: str) -> RefusedFileError:
    reason = "It declares a document type, with which a file can fill the memory or read other files."
    return RefusedFileError(name, reason, "Take the '<!DOCTYPE' out of it, or fetch it again from its publisher.")
