"""Values that a report asks for instead of typing them: what the study says, or why it cannot say it.

An expression is a record's id, or ``name:argument,argument key=value …``; see the reference of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import msgspec
from rapidfuzz import fuzz, process

from colligate.assessments.judgement import Judgement
from colligate.indicators.indicator import Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact
from colligate.reports.binding import Binder
from colligate.reports.counting import CountError, count
from colligate.reports.mentions import share_of_mentions
from colligate.reports.registers import grouped, shown
from colligate.sources.passage import Passage

#: Numbers that may be written as words.
NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

MINUS = "\N{MINUS SIGN}"


class Uncomputed(msgspec.Struct, frozen=True, kw_only=True):
    """Why an expression gives no value, and the way out."""

    message: str
    remedy: str


def compute(asks: str, binder: Binder) -> str | Uncomputed:
    """Return the value an expression asks for, as the report prints it."""
    head, *pairs = asks.split() or [""]
    name, colon, argument = head.partition(":")
    options = {key: value for key, _, value in (pair.partition("=") for pair in pairs)}
    if not colon or head in binder.material.by_id:
        return _record(head, binder)
    operation = _OPERATIONS.get(name)
    if operation is None:
        return Uncomputed(
            message=f"'{name}:' is not a kind of value.",
            remedy=f"Write a record's id, or one of {', '.join(f'{known}:' for known in _OPERATIONS)}.",
        )
    return operation(binder, argument, options)


def agrees(typed: str, computed: str) -> bool:
    """Say whether what an author typed is the computed value, rounded as far as they rounded it.

    Case, thousands separators, the kind of minus sign and numbers up to twelve in words make no difference.
    """
    if " ".join(typed.split()).casefold() == computed.casefold():
        return True
    wrote, is_so = _number(typed), _number(computed)
    if wrote is None or is_so is None or typed.strip().endswith("%") != computed.endswith("%"):
        return False
    places = wrote.as_tuple().exponent
    if not isinstance(places, int):
        return False
    return wrote == is_so.quantize(Decimal(1).scaleb(min(places, 0)), rounding=ROUND_HALF_UP)


def in_words(number: str) -> str:
    """Write a whole number up to twelve as a word; anything else is returned as it is."""
    return NUMBER_WORDS[int(number)] if number.isdigit() and int(number) < len(NUMBER_WORDS) else number


def _number(text: str) -> Decimal | None:
    plain = text.strip().casefold().removesuffix("%").strip()
    if plain in NUMBER_WORDS:
        return Decimal(NUMBER_WORDS.index(plain))
    for separator in (",", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"):
        plain = plain.replace(separator, "")
    try:
        number = Decimal(plain.replace(MINUS, "-"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _record(identity: str, binder: Binder) -> str | Uncomputed:
    record = binder.material.by_id.get(identity)
    if isinstance(record, Observation):
        return shown(record)
    if isinstance(record, Fact):
        # A date or a year is no number to be grouped.
        return record.value if record.field in ("start", "end", "date") else grouped(record.value)
    if isinstance(record, Event) and record.date:
        return record.date
    if record is None:
        return Uncomputed(message=f"The study has no record '{identity}'.", remedy=nearest(identity, binder.names))
    kind = type(record).__name__
    return Uncomputed(
        message=f"'{identity}' is a {kind}, which has no value of its own.",
        remedy="Name an Observation, a Fact or a dated Event.",
    )


def _count(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    wanted = dict(options)
    style = wanted.pop("as", "digits")
    try:
        number = str(count(binder.material, binder.assessment, argument, wanted))
    except CountError as error:
        return Uncomputed(message=error.message, remedy=error.remedy)
    return in_words(number) if style == "words" else grouped(number)


def _moved(sign: int) -> Callable[[Binder, str, dict[str, str]], str | Uncomputed]:
    """Make the operation for a movement: `sign` 0 keeps its direction, 1 asks for a rise, -1 for a fall."""

    def operation(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
        pair = _pair(binder, argument)
        if isinstance(pair, Uncomputed):
            return pair
        before, after = pair
        difference = after - before
        if sign and difference * sign <= 0:
            told = "rise" if sign > 0 else "fall"
            return Uncomputed(
                message=f"The value did not {told}: it went from {before} to {after}.",
                remedy="Say what the values do, or name them in the order of time.",
            )
        if options.get("as") == "percent":
            return _percent(before, after, bare=bool(sign))
        return _signed(abs(difference) if sign else difference, plus=not sign)

    return operation


def _pair(binder: Binder, argument: str) -> tuple[Decimal, Decimal] | Uncomputed:
    values: list[Decimal] = []
    for identity in argument.split(","):
        read = _record(identity, binder)
        if isinstance(read, Uncomputed):
            return read
        number = _number(read)
        if number is None:
            return Uncomputed(message=f"'{identity}' is '{read}', not a number.", remedy="Name two exact numbers.")
        values.append(number)
    if len(values) != 2:  # from one to another
        return Uncomputed(
            message=f"A change needs two values, but '{argument}' names {len(values)}.",
            remedy="Write the earlier and the later one with a comma between: change:obs-2016,obs-2017.",
        )
    return values[0], values[1]


def _percent(before: Decimal, after: Decimal, *, bare: bool) -> str | Uncomputed:
    if not before:
        return Uncomputed(
            message="There is no percentage of a value that was nought.", remedy="Give the difference instead."
        )
    share = ((after - before) * 100 / before).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{_signed(abs(share) if bare else share, plus=not bare)}%"


def _signed(number: Decimal, *, plus: bool) -> str:
    sign = MINUS if number < 0 else "+" if plus and number > 0 else ""
    return f"{sign}{abs(number):,}"


def _percent_of(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    return _moved(0)(binder, argument, {**options, "as": "percent"})


def _level(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    del options
    if finding := binder.findings.get(argument):
        return finding.level
    return Uncomputed(
        message=f"The study has no finding '{argument}'.", remedy=nearest(argument, tuple(binder.findings))
    )


def _verdict(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    del options
    if verdict := binder.verdicts.get(argument):
        return verdict.verdict
    return Uncomputed(message=f"The study has no claim '{argument}'.", remedy=nearest(argument, tuple(binder.verdicts)))


def _judgement(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    del options
    judged = [judgement for judgement in binder.material.of(Judgement) if judgement.finding == argument]
    if judged:
        return judged[-1].decision
    return Uncomputed(
        message=f"Nobody has judged '{argument}'.", remedy="Record a judgement on it, or show its level instead."
    )


def _share(binder: Binder, argument: str, options: dict[str, str]) -> str | Uncomputed:
    if argument == "mentions":
        return _mentions(binder, options)
    finding = binder.findings.get(options.get("of", ""))
    if argument != "self-reported" or finding is None:
        return Uncomputed(
            message=f"No share is known as '{argument}' of '{options.get('of', '')}'.",
            remedy="Write share:self-reported of=programme@lens/code, or share:mentions by=publisher.",
        )
    return f"{finding.self_reported_sources} of {finding.supporting_sources}"


def _mentions(binder: Binder, options: dict[str, str]) -> str | Uncomputed:
    material = binder.material
    for option, kind in (("by", Actor), ("from", Passage), ("to", Passage)):
        if (option in options or option == "by") and material.get(kind, options.get(option)) is None:
            return Uncomputed(
                message=f"'{option}={options.get(option, '')}' names no {kind.__name__} of the study.",
                remedy="Write share:mentions by=publisher from=passage to=passage without=id,id.",
            )
    own, counted = share_of_mentions(
        material,
        options["by"],
        start=material.get(Passage, options.get("from")),
        end=material.get(Passage, options.get("to")),
        without=options.get("without", "").split(","),
    )
    if options.get("as") == "percent":
        return f"{(Decimal(100 * own) / counted).quantize(Decimal(1), ROUND_HALF_UP)}%" if counted else "0%"
    return f"{own} of {counted}"


def nearest(written: str, known: Sequence[str]) -> str:
    """Return the way out for a name that is not known: the nearest one that is."""
    near = process.extractOne(written, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"Did you mean '{near[0]}'?" if near else "Look the id up in the study's tables."


_OPERATIONS: dict[str, Callable[[Binder, str, dict[str, str]], str | Uncomputed]] = {
    "count": _count,
    "change": _moved(0),
    "rise": _moved(1),
    "fall": _moved(-1),
    "percent": _percent_of,
    "level": _level,
    "verdict": _verdict,
    "judgement": _judgement,
    "share": _share,
}
