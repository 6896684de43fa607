"""Organisations and instruments: known by name, defined by a text with an acronym, or told by a head noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from colligate.languages import alternatives, words
from colligate.programmes.recognising.names import WORD, bare, key, run, runs, spells
from colligate.sources.outline import Mention, OpenText, Unit

Sort = Literal["organisation", "office", "instrument"]

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
    aliases: dict[str, str]
    mentions: list[Mention]
    known: bool = False


class _Lexicon(NamedTuple):
    names: dict[str, tuple[str, Sort]]
    pattern: re.Pattern[str]
    heads: dict[str, Sort]
    head: re.Pattern[str]
    joins: tuple[str, ...]
    #: Head nouns of names that are given an acronym.
    defined: re.Pattern[str]
    generic: frozenset[str]
    openers: frozenset[str]


class Bodies:
    """Reads one text for organisations and instruments."""

    def __init__(self, text: OpenText, held: dict[int, list[tuple[int, int]]], places: frozenset[str]) -> None:
        """Take the text, the spans that are something else, such as citations, and the names of places."""
        self._places = places
        self._joined_places = [place for place in places if " and " in place]
        self.text, self.taken = text, held
        self.found: dict[str, Body] = {}
        self._lexicon = _lexicon(text.language)
        #: Every name met to the key of its body.
        self._called: dict[str, str] = {}
        for unit in text.outline.units:
            self._define(unit)
        for unit in text.outline.units:
            self._defined(unit, whole=True)
        for unit in text.outline.units:
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
            if spells(match[1], match[2]) and self._sort(match[2]):
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
                return whole if self._sort(whole) or self._lexicon.defined.search(whole) else ""
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
            name, sort = full, self._sort(full) or "organisation"
        body = self._body(name, sort, known=bool(known))
        self._called[full] = self._called[acronym] = key(name)
        body.aliases[acronym] = "acronym"
        if full != name:
            body.aliases.setdefault(full, "name")

    def _known(self, unit: Unit) -> None:
        for match in self._lexicon.pattern.finditer(unit.words):
            if self._is_taken(unit, match.start(), match.end()) or self._goes_on(unit.words, match):
                continue
            said = " ".join(match[0].split())
            name, sort = self._lexicon.names[said]
            body = self._body(name, sort, known=True)
            self._called.setdefault(said, key(name))
            if said != name:
                body.aliases.setdefault(said, "acronym" if said[:2].isupper() and " " not in said else "name")
            self._take(unit, match.start(), match.end(), body)

    def _goes_on(self, said: str, match: re.Match[str]) -> bool:
        """Say whether a known name is only the beginning of a longer one, as in *United Nations Country Office*."""
        longer = self._longer_run.match(said, match.start())
        if longer is None or longer.end() <= match.end():
            return False
        own = re.split(rf"\s(?:{'|'.join(self._lexicon.joins)})\s", longer[0])[0]
        return len(own) > len(match[0]) and bool(self._sort(own)) and not self._lexicon.names.get(own)

    @property
    def _longer_run(self) -> re.Pattern[str]:
        return run(self._lexicon.joins)

    def _headed(self, unit: Unit) -> None:
        """Take runs of capitalised words with a head noun among them."""
        for start, end in list(runs(unit.words, self._lexicon.joins, self.taken.get(unit.number, ()))):
            for begins, last in self._parts(unit.words, start, end):
                first = self._opened(unit.words, begins, last)
                name = bare(unit.words[first:last])
                sort = self._sort(name)
                if sort and self._names_one(name) and (unit.kind != "heading" or name in self._called):
                    self._take(unit, first, last, self._body(name, sort))

    def _opened(self, said: str, start: int, end: int) -> int:
        """Return where a name begins after words that only begin the sentence: *On*, *My*, *The*."""
        while (first := said[start:end].split(" ", maxsplit=1)[0]) in self._lexicon.openers and start + len(
            first
        ) + 1 < end:
            start += len(first) + 1
        return start

    def _names_one(self, name: str) -> bool:
        """Say whether a name is more than a head noun with words that any body could bear."""
        plain = self._lexicon.generic | self._lexicon.heads.keys()
        return any(word not in plain for word in name.split() if word[:1].isupper())

    def _parts(self, said: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Part a run at joins that do not belong to one name: *… and the …*, *… in Country*, two bodies with *and*."""
        for match in re.finditer(r"\s+and\s+the\s+|\s+(?:to|in|with|from)\s+(?:the\s+)?|\s+and\s+", said[start:end]):
            left, right = said[start : start + match.start()], said[start + match.end() : end]
            joined = match[0].split()
            of = re.search(rf"\b(?:{'|'.join(self._lexicon.joins)})\b", left)
            own = bool(self._lexicon.head.search(right)) or right.split(" ")[0] in self._called
            if joined[0] == "and":
                whole = any(place in said[start:end] and match[0].strip() in place for place in self._joined_places)
                split = not whole and (joined[-1] == "the" or own or not of)
            else:
                loose = joined[0] != "in" and not self._sort(left)
                split = loose or self._stands_alone(left, right)
            if split:
                yield start, start + match.start()
                yield from self._parts(said, start + match.end(), end)
                return
        yield start, end

    def _stands_alone(self, left: str, right: str) -> bool:
        """Say whether what follows *in*, *to* or *with* is a place or another body, and not part of the name."""
        if right in self._places or left in self._places or right.split(" ", maxsplit=1)[0] in self._called:
            return True
        return (
            self._sort(left) == "organisation"
            and len(right.split()) < 3
            and left.rsplit(maxsplit=1)[-1] in self._lexicon.heads
        )

    def _defined(self, unit: Unit, *, whole: bool = False) -> None:
        """Take every mention of a name or acronym that the text has told; only of names of several words if `whole`."""
        names = tuple(sorted(name for name in self._called if not whole or " " in name))
        if not names:
            return
        pattern = _called(names)
        for match in pattern.finditer(unit.words):
            if not self._is_taken(unit, match.start(), match.end()):
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

    def _sort(self, name: str) -> Sort | None:
        if known := self._lexicon.names.get(name):
            return known[1]
        # *Office on X* is named by the end of what precedes its complement; *Trafficking in Persons Act* by its own.
        before = re.split(rf"\s(?:{'|'.join(self._lexicon.joins)})\s", name)[0]
        for part in (before, name):
            ends = [match for match in self._lexicon.head.finditer(part) if match.end() == len(part)]
            if ends:
                return self._lexicon.heads[" ".join(ends[-1][0].split())]
        return None

    def _body(self, name: str, sort: Sort, *, known: bool = False) -> Body:
        return self.found.setdefault(key(name), Body(name, sort, {}, [], known))

    def _take(self, unit: Unit, start: int, end: int, body: Body) -> None:
        body.mentions.append(Mention(unit=unit.number, start=start, end=end))
        self.taken.setdefault(unit.number, []).append((start, end))

    def _is_taken(self, unit: Unit, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self.taken.get(unit.number, ()))


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


@cache
def _lexicon(language: str) -> _Lexicon:
    bodies, texts = words("organisations", language), words("instruments", language)
    names: dict[str, tuple[str, Sort]] = {}
    for told, sort in ((bodies["known"], "organisation"), (texts["known"], "instrument")):
        for name, aliases in told.items():
            for said in (name, *aliases):
                names[" ".join(said.split())] = (name, sort)  # pyright: ignore[reportArgumentType]
    heads: dict[str, Sort] = {head: sort for sort, given in bodies["heads"].items() for head in given}
    heads |= dict.fromkeys(texts["heads"], "instrument")
    joins = tuple(dict.fromkeys([*bodies["joins"], *texts["joins"]]))
    return _Lexicon(
        names=names,
        pattern=re.compile(rf"(?<![\w/-])(?:{alternatives(names)})(?![\w-])"),
        heads=heads,
        head=re.compile(rf"(?<!\w)(?:{alternatives(heads)})(?!\w)"),
        joins=joins,
        defined=re.compile(rf"(?<!\w)(?:{alternatives(bodies['defined_heads'])})(?!\w)"),
        generic=frozenset(bodies["generic_words"]),
        openers=frozenset(words("people", language)["not_names"]),
    )


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
