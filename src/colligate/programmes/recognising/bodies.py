"""Organisations and instruments: known by name, defined by a text with an acronym, or told by a head noun."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import msgspec

from colligate.languages import alternatives
from colligate.programmes.recognising.found import AliasKind
from colligate.programmes.recognising.lexicon import Sort, lexicon
from colligate.programmes.recognising.names import LONGEST_NAME, WORD, bare, key, runs, spells
from colligate.programmes.recognising.parting import Parter
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText, Unit

_ACRONYM = re.compile(
    r"\(\s*[\"\u201c]?"
    r"((?:[A-Z][\w&.]*[/-])?[A-Z][A-Za-z&]*[A-Z][A-Za-z]{0,4}(?:-[A-Z]+)?(?:\s[A-Z]{2,6})?)"
    r"[\"\u201d]?\s*\)"
)
_SPELT_OUT = re.compile(rf"(?<![\w-])([A-Z][A-Z/&-]{{2,9}})\s+\(({WORD}(?:\s+[\w'\u2019-]+){{1,9}})\)")


class Body(msgspec.Struct):
    """One organisation or instrument in the making."""

    name: str
    sort: Sort
    #: Name to kind of alias.
    aliases: dict[str, AliasKind]
    mentions: list[Mention]
    known: bool = False


class Bodies:
    """Reads one text for organisations and instruments."""

    def __init__(self, text: OpenText, held: Taken, places: frozenset[str]) -> None:
        """Take the text, what in it is something else, such as citations, and the names of places.

        Mentions of bodies are added to what is held.
        """
        self._places = places
        self.text, self.taken = text, held
        self.found: dict[str, Body] = {}
        self._lexicon = lexicon(text.language)
        #: Every name met to the key of its body.
        self._called: dict[str, str] = {}
        self._parter = Parter(self._lexicon, places, self._called)
        for unit in text.outline.units:
            self._define(unit)
        for unit in text.outline.units:
            self._defined(unit, whole=True)
        for unit in text.outline.units:
            self._numbered(unit)
            self._known(unit)
        for unit in text.outline.units:
            self._headed(unit)
        self._renamed()
        for unit in text.outline.units:
            self._defined(unit)

    def _define(self, unit: Unit) -> None:
        """Learn what acronyms stand for from *Full Name (ABC)* and *ABC (Full Name)*."""
        for match in _ACRONYM.finditer(unit.words):
            if full := self._before(unit, match.start(), match[1]):
                self._learn(full, match[1])
        for match in _SPELT_OUT.finditer(unit.words):
            if spells(match[1], match[2]) and self._lexicon.sort(match[2]):
                self._learn(bare(match[2]), match[1])

    def _before(self, unit: Unit, end: int, acronym: str) -> str:
        """Return the shortest run of words that ends before the bracket and that the acronym spells."""
        lead = unit.words[max(0, end - 160) : end].rstrip()
        starts = [match.start() for match in re.finditer(rf"(?<![\w-]){WORD}", lead)]
        for start in reversed(starts):
            full = bare(lead[start:])
            several = len(full.split()) > 1
            if several and full[:1].isupper() and spells(acronym, full) and not re.search(r"[.;:()]\s", full):
                whole = self._longer(lead, start, starts, acronym)
                return whole if self._lexicon.sort(whole) or self._lexicon.defined.search(whole) else ""
        return ""

    def _longer(self, lead: str, start: int, starts: list[int], acronym: str) -> str:
        """Take in words right before that the acronym spells too: *United Nations Office …* for UNO…."""
        best = bare(lead[start:])
        for earlier in reversed([one for one in starts if one < start]):
            gap = lead[earlier:start]
            if "," in gap or not re.fullmatch(rf"(?:{WORD}|{'|'.join(self._lexicon.joins)}|\s)+", gap):
                break
            candidate = bare(lead[earlier:])
            if spells(acronym, candidate) and _heads(acronym, candidate) > _heads(acronym, best):
                best = candidate
        return best

    def _learn(self, full: str, acronym: str) -> None:
        known = self._lexicon.names.get(full) or self._lexicon.names.get(acronym)
        if known and (full in self._lexicon.names or spells(acronym, known[0])):
            name, sort = known
        else:
            name, sort = full, self._lexicon.sort(full) or "organisation"
        body = self._body(name, sort, known=bool(known))
        self._called[full] = self._called[acronym] = key(name)
        body.aliases[acronym] = "acronym"
        if full != name:
            body.aliases.setdefault(full, "name")

    def _known(self, unit: Unit) -> None:
        for match in self._lexicon.known.finditer(unit.words):
            if self.taken.holds(unit.number, *match.span()) or self._parter.goes_on(unit.words, match):
                continue
            said = " ".join(match[0].split())
            name, sort = self._lexicon.names[said]
            body = self._body(name, sort, known=True)
            self._called.setdefault(said, key(name))
            if said != name:
                body.aliases.setdefault(said, "acronym" if said[:2].isupper() and " " not in said else "name")
            self._take(unit, match.start(), match.end(), body)

    def _headed(self, unit: Unit) -> None:
        """Take runs of capitalised words with a head noun among them."""
        for start, end in runs(self.taken.blanked(unit.number, unit.words), self._lexicon.joins):
            for begins, last in self._parter.parts(unit.words, start, end):
                first = self._parter.opened(unit.words, begins, last)
                if last - first > LONGEST_NAME:
                    continue
                name = bare(unit.words[first:last])
                sort = self._lexicon.sort(name)
                if not sort or name in self._places or self._lexicon.country(name) in self._places:
                    continue
                if self._lexicon.names_one(name):
                    if unit.kind != "heading" or name in self._called:
                        self._take(unit, first, last, self._body(name, sort))
                elif body := self._meant(unit, first, name):
                    self._take(unit, first, last, body)

    def _meant(self, unit: Unit, start: int, name: str) -> Body | None:
        """Return the one body of a longer name that *the Working Group* can mean after it was named, or None."""
        if not self._lexicon.articles.search(unit.words, 0, start) or name in self._lexicon.governments:
            return None
        begins, ends = f"{name} ", f" {name}"
        longer = [
            body
            for body in self.found.values()
            if body.mentions and (body.name.startswith(begins) or self._lexicon.before_join(body.name).endswith(ends))
        ]
        return longer[0] if len(longer) == 1 else None

    def _numbered(self, unit: Unit) -> None:
        """Take texts told by a number, with the body before it that made them: *Council resolution 5/1*."""
        for match in self._lexicon.numbered.finditer(unit.words):
            maker = next(
                (m for m in self._lexicon.known.finditer(unit.words, max(0, match.start() - 60), match.start())
                 if m.end() == match.start() - 1), None,
            )  # fmt: skip
            number = f"{self._lexicon.numbered_as[match['kind'].casefold()]} {match['number']}"
            body = self._body(number, "instrument")
            if maker:
                body.aliases[f"{self._lexicon.names[maker[0]][0]} {number}"] = "name"
            self._take(unit, match.start(), match.end(), body)

    def _defined(self, unit: Unit, *, whole: bool = False) -> None:
        """Take every mention of a name or acronym that the text has told; only of names of several words if `whole`."""
        names = tuple(sorted(name for name in self._called if not whole or " " in name or "/" in name))
        if not names:
            return
        pattern = _called(names)
        for match in pattern.finditer(unit.words):
            if not self.taken.holds(unit.number, *match.span()):
                self._take(unit, match.start(), match.end(), self.found[self._called[match[0]]])

    def _renamed(self) -> None:
        """Let the last part of a two-part acronym stand for it where nothing else bears it: *PEB* for *RTP PEB*."""
        for said, of in list(self._called.items()):
            part = said.rpartition(" ")[2]
            if said.isupper() and " " in said and len(part) > 2 and part not in self._called:
                self._called[part] = of
                self.found[of].aliases[part] = "acronym"
        for body in self.found.values():
            self._called.setdefault(body.name, key(body.name))

    def _body(self, name: str, sort: Sort, *, known: bool = False) -> Body:
        return self.found.setdefault(key(name), Body(name, sort, {}, [], known))

    def _take(self, unit: Unit, start: int, end: int, body: Body) -> None:
        mention = Mention(unit=unit.number, start=start, end=end)
        body.mentions.append(mention)
        self.taken.take([mention])


def _heads(acronym: str, name: str) -> int:
    letters = [letter for letter in acronym.upper() if letter.isalpha()]
    position = met = 0
    heads = "".join(part[0].upper() for part in re.split(r"[\s/-]+", name) if part[:1].isupper())
    for letter in letters:
        at = heads.find(letter, position)
        if at >= 0:
            position, met = at + 1, met + 1
    return met


@cache
def _called(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{alternatives(names)})(?![\w-])")


def grouped(bodies: Bodies) -> defaultdict[Sort, list[Body]]:
    """Return the bodies found by sort, those mentioned only."""
    found: defaultdict[Sort, list[Body]] = defaultdict(list)
    alike: dict[tuple[Sort, frozenset[str]], Body] = {}
    for body in bodies.found.values():
        if not body.mentions:
            continue
        stems = frozenset(word[:5].casefold() for word in body.name.split() if word[:1].isupper())
        first = alike.setdefault((body.sort, stems), body) if len(stems) > 3 else body
        if first is body:
            found[body.sort].append(body)
            continue
        first.mentions += body.mentions
        first.aliases |= {body.name: "name", **body.aliases}
    return found
