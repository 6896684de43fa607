"""What an event was done to, in a sentence's words."""

from __future__ import annotations

import re

from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.event_words import EventWords, Told, event_words

#: Words of an object that name an event; the rest is left out.
_LONGEST = 9
_TITLE = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{8,120}?)[,.]?[\"\u201d]")


def title(said: str) -> tuple[str, int, int]:
    """Return what stands in quotation marks, and where; empty where nothing does."""
    match = _TITLE.search(said)
    return (match[1], match.start(), match.end()) if match else ("", 0, 0)


def done_to(said: str, one: Told, date: DateMention, language: str) -> str:
    """Return what follows the verb, or its subject where nothing does or it is passive; empty where neither is told."""
    known = event_words(language)
    if one.kind.titled and (quoted := title(said)[0]):
        return quoted
    if one.passive:
        return _subject(said, one.start, known) or _subject_after(said, max(one.end, date.end), known)
    kept = _after(said, one, date, known)
    if kept or one.noun or not _stands_alone(said, one, date, known):
        return kept
    return _subject(said, one.start, known) or _subject_after(said, max(one.end, date.end), known)


def _stands_alone(said: str, one: Told, date: DateMention, known: EventWords) -> bool:
    """Say whether nothing but the date or a phrase of time or purpose follows a verb: *it started in May*."""
    rest = _rest(said, one, date)
    head = re.split(r"[,;:.(\"\u201c]", known.stop.split(rest, maxsplit=1)[0])[0]
    return not head.strip() and rest.partition(" ")[0] not in known.both


def _rest(said: str, one: Told, date: DateMention) -> str:
    """Return what follows a verb up to the date; or what follows a date put in between: *adopted, on 3 May, a …*."""
    rest = said[one.end : date.start].strip() if date.start > one.end else said[one.end :].strip()
    if date.start > one.end and rest.startswith(",") and said[date.end : date.end + 1] == ",":
        return said[date.end + 1 :].strip()
    return rest


def _after(said: str, one: Told, date: DateMention, known: EventWords) -> str:
    rest = _rest(said, one, date)
    first, _, more = rest.partition(" ")
    if first.casefold() in known.pronouns:
        rest = known.lead.sub("", more)
        if rest == more:
            return ""
    cut = known.stop.split(rest, maxsplit=1)[0]
    thing = known.lead.sub("", re.split(r"[,;:.(\"\u201c]", cut)[0].strip()).strip()
    kept = " ".join(thing.split()[:_LONGEST]).strip(" ,")
    if not kept or kept.split(maxsplit=1)[0].casefold() in known.pronouns or known.stop.fullmatch(f"{kept} "):
        return ""
    return kept


def _subject(said: str, end: int, known: EventWords) -> str:
    before = known.adverb.sub("", said[:end].rstrip())
    parts = [part for part in re.split(r"[,;:()\"\u201c\u2013\u2014]\s*", before) if part.strip()]
    while len(parts) > 1 and known.stop.match(f"{parts[-1]} "):
        parts.pop()
    thing = known.auxiliary.sub("", parts[-1] + " ").strip() if parts else ""
    if capitals := known.capitals.search(thing):
        thing = thing[_phrase(thing, capitals.start(), known) :]
    else:
        thing = _last_phrase(thing, known)
    words = known.lead.sub("", thing).strip().split()
    if not words or {words[0].casefold(), words[-1].casefold()} & known.pronouns:
        return ""
    kept = " ".join(words[-_LONGEST:])
    return kept if len(kept) > 2 else ""


def _last_phrase(thing: str, known: EventWords) -> str:
    """Return the noun phrase at the end of a clause: *it broke the truce of May* gives *truce of May*."""
    ends = [match.end() for match in known.finite.finditer(thing) if match.end() < len(thing)]
    thing = thing[ends[-1] :] if ends else thing
    starts = [match.start() for match in known.articles.finditer(thing)]
    return thing[_phrase(thing, starts[-1], known) :] if starts else thing


def _phrase(thing: str, start: int, known: EventWords) -> int:
    """Return where a phrase begins that *of* joins to what stands before it."""
    starts = [match.start() for match in known.articles.finditer(thing, 0, start)]
    while starts and known.joined.search(thing, 0, start):
        start = starts.pop()
    return start


def _subject_after(said: str, end: int, known: EventWords) -> str:
    """Return the subject of a sentence that a participle opens: *Founded in 1997, the Office was …*."""
    match = known.next_subject.match(said, end)
    return known.lead.sub("", match[1]).strip() if match else ""
