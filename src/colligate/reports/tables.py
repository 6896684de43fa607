"""Tables of a report, made from the assessment: every cell leads to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from colligate.assessments.claim import Claim
from colligate.assessments.results import LEVELS, RULE
from colligate.indicators.indicator import Observation
from colligate.lenses.lens import Lens
from colligate.problems import ColligateError
from colligate.programmes.programme import Event, Programme
from colligate.reports.binding import Binder
from colligate.reports.nodes import Node, link, span, table, words
from colligate.reports.registers import unmarked
from colligate.reports.support import Quote
from colligate.sources.source import Source

#: A sign that the fonts of every form have.
_NO = "\N{MULTIPLICATION SIGN}"
#: A sign for each level, verdict and state, so that no cell speaks by colour alone.
SIGNS: dict[str, str] = {
    "refuted": _NO, "absent": "\N{EN DASH}", "contested": "◇", "claimed": "○", "corroborated": "◐", "established": "●",
    "supported": "●", "contradicted": _NO, "undecidable": "?", "unsupported": "\N{EN DASH}", "not checkable": "·",
    "addressed": "●", "searched and silent": "○", "not searched": "·", "not examined": "·",
}  # fmt: skip

Cell = list[Node]


class TableError(ColligateError):
    """A table was asked for that the study cannot give."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep both halves apart, so that a problem can be made of them."""
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}")


def evidence(shown_as: str, ref: str, word: str = "") -> Cell:
    """Make a cell that leads to a support; `word` is the level, verdict or state that it shows."""
    classes = ("evidence", f"is-{word.replace(' ', '-')}") if word else ("evidence",)
    return [link(_signed(shown_as, word) if word else words(shown_as), f"#r-{ref}", classes)]


def _signed(shown_as: str, word: str) -> Cell:
    """Set the sign of a word before what is shown, on the same line."""
    sign = [{"t": "Str", "c": f"{SIGNS[word]}\N{NO-BREAK SPACE}"}] if word in SIGNS else []
    return [*sign, *words(shown_as)]


def matrix(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the matrix of codes by programmes: the finding of each cell, with the judgement beside it.

    Options: ``lens`` (needed), ``group``, ``programmes`` (ids with commas between), ``criteria="yes"`` for the codes
    below each concept.
    """
    lens = _lens(binder, options)
    programmes = _programmes(binder, options)
    head = [words(lens.title), *(words(programme.name) for programme in programmes)]
    rows: list[list[Cell]] = []
    for reference, name, depth in _codes(lens, options):
        label = [span(words(name), classes=(f"depth-{depth}",))]
        rows.append([label, *(_finding(binder, f"{programme.id}@{reference}") for programme in programmes)])
    return table(head, rows, caption=caption or words(f"{lens.title}: findings under the standing rule"))


def _finding(binder: Binder, key: str) -> Cell:
    finding = binder.findings.get(key)
    if finding is None or not finding.examined:
        return _signed("not examined", "not examined")
    cell = evidence(finding.level, key, finding.level)
    support = binder.bind(key)
    judged = support.judgements[-1].decision if support and support.judgements else ""
    return [*cell, *([{"t": "Space"}, span(words(f"(judged: {judged})"), classes=("judged",))] if judged else [])]


def coverage(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of what programmes touch, in three states. Options as for `matrix`."""
    lens = _lens(binder, options)
    programmes = _programmes(binder, options)
    states = {(row.programme, row.code): row.state for row in binder.assessment.coverage}
    rows: list[list[Cell]] = []
    for reference, name, _ in _codes(lens, options):
        cells: list[Cell] = [words(name)]
        for programme in programmes:
            state = states.get((programme.id, reference))
            cells.append(
                evidence(state, f"gap:{programme.id}@{reference}", state)
                if state
                else _signed("not searched", "not searched")
            )
        rows.append(cells)
    head = [words(lens.title), *(words(programme.name) for programme in programmes)]
    return table(head, rows, caption=caption or words(f"{lens.title}: what each programme touches, in these sources"))


def claims(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the ledger of claims checked.

    Options: ``verdict`` and ``ids``, each with commas between; ``places="yes"`` for the page and line of each claim;
    ``bare="yes"`` to leave out what it was judged by.
    """
    wanted = _list(options.get("verdict", "")) if "verdict" in options else None
    chosen = _list(options["ids"]) if "ids" in options else None
    columns = [*([0] if options.get("places") == "yes" else []), 1, 2, *([] if options.get("bare") == "yes" else [3])]
    rows: list[list[Cell]] = []
    for verdict in binder.assessment.claims:
        claim = binder.material.get(Claim, verdict.id)
        if (wanted and verdict.verdict not in wanted) or (chosen and verdict.id not in chosen):
            continue
        sentence = words(claim.sentence if claim else verdict.id)
        shown = evidence(verdict.verdict, verdict.id, verdict.verdict)
        cells = [words(_places(binder, claim)), sentence, shown, words(unmarked(verdict.reason))]
        rows.append([cells[place] for place in columns])
    named = [words(name) for name in ("Where", "Claim", "Verdict", "Judged by")]
    widths = [(0.12, 0.33, 0.15, 0.4)[place] for place in columns]
    total = sum(widths)
    return table(
        [named[place] for place in columns],
        rows,
        caption=caption or words("Claims checked"),
        widths=[width / total for width in widths],
    )


def _places(binder: Binder, claim: Claim | None) -> str:
    quotes = binder.quoting.passages(claim.passages, claim) if claim else ()
    return "; ".join(dict.fromkeys(where for quote in quotes if (where := place(quote))))


def place(quote: Quote) -> str:
    """Return page and line of a quote, a page inferred in square brackets: ``p. [8], l. 299-300``."""
    page = f"[{quote.page}]" if quote.page_inferred else quote.page
    parts = (f"p. {page}" if page else "", f"l. {quote.lines}" if quote.lines else "")
    return ", ".join(part for part in parts if part).replace("-", "\N{EN DASH}").replace(". ", ".\N{NO-BREAK SPACE}")


def conflicts(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of accounts that differ, each with its source."""
    del options
    rows: list[list[Cell]] = []
    for conflict in binder.assessment.conflicts:
        accounts: Cell = []
        for identity in conflict.accounts:
            support = binder.bind(identity)
            source = support.quotes[0].source_title if support and support.quotes else identity
            value = support.value if support and support.value else identity
            accounts += [*([{"t": "LineBreak"}] if accounts else []), *evidence(f"{value}: {source}", identity)]
        preferred = binder.bind(conflict.preferred) if conflict.preferred else None
        rows.append([words(_about(binder, conflict.about)), accounts, words(preferred.value if preferred else "none")])
    head = [words("About"), words("Accounts"), words("Preferred")]
    return table(head, rows, caption=caption or words("Accounts that differ"), widths=[0.3, 0.55, 0.15])


def windows(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table that sets each dated act in the window in which an outcome was judged.

    Options: ``events`` (ids with commas between); ``all="yes"`` for acts that no window holds, too.
    """
    chosen = _list(options["events"]) if "events" in options else None
    rows: list[list[Cell]] = []
    for window in binder.assessment.windows:
        if (chosen and window.event not in chosen) or (window.observation is None and options.get("all") != "yes"):
            continue
        event = binder.material.get(Event, window.event)
        observation = binder.material.get(Observation, window.observation)
        rows.append(
            [
                evidence(event.name if event else window.event, window.event),
                _period(event.date if event else ""),
                _period(observation.reference or observation.period if observation else "none"),
                words(window.before or "none"),
                evidence(window.outcome or "none", observation.id) if observation else words("none"),
                words("" if window.days_left is None else str(window.days_left)),
            ]
        )
    head = [words(name) for name in ("Act", "Date", "Judged over", "Before", "Outcome", "Days left")]
    said = caption or words("Acts in the windows in which outcomes were judged")
    return table(head, rows, caption=said, widths=[0.34, 0.17, 0.19, 0.1, 0.1, 0.1])


def chains(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of how far evidence reaches along each programme's results chain."""
    del options
    rows: list[list[Cell]] = []
    names = [link.link for link in binder.assessment.chains[0].links] if binder.assessment.chains else []
    for chain in binder.assessment.chains:
        keys = {link.link: f"{chain.programme}@results-chain/{link.link}" for link in chain.links}
        cells = [
            evidence(link.level, keys[link.link], link.level)
            if keys[link.link] in binder.findings
            else _signed(link.level, link.level)
            for link in chain.links
        ]
        rows.append([words(binder.quoting.name(chain.programme)), *cells, words(chain.reaches or "nothing")])
    head = [words("Programme"), *(words(name.capitalize()) for name in names), words("Reaches")]
    return table(head, rows, caption=caption or words("How far evidence reaches along the results chain"))


def rule(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of the standing rule, strongest level first."""
    del binder, options
    rows = [[_signed(level, level), words(RULE[level])] for level in reversed(LEVELS)]
    return table([words("Level"), words("Rule")], rows, caption=caption or words("The standing rule"))


def sources(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of sources. Option: ``kind``, ``primary`` or ``secondary``."""
    rows: list[list[Cell]] = []
    for source in binder.material.of(Source):
        if options.get("kind") and source.kind != options["kind"]:
            continue
        notes = ["reader's notes"] if source.notes_on else []
        kind = ", ".join([*filter(None, [source.kind]), *notes])
        cells = (binder.quoting.name(source.publisher), str(source.year or ""), kind)
        rows.append([evidence(source.title, source.id), *map(words, cells)])
    head = [words("Source"), words("Publisher"), words("Year"), words("Kind")]
    return table(head, rows, caption=caption or words("Sources"), widths=[0.5, 0.25, 0.08, 0.17])


def _period(written: str) -> Cell:
    """Set a period so that no date breaks over a line: ``2013-04/2014-03`` as *2013-04 to 2014-03*."""
    return words(written.replace("/", " to ").replace("-", "\N{NON-BREAKING HYPHEN}"))


def _lens(binder: Binder, options: Mapping[str, str]) -> Lens:
    lens = binder.material.lenses.get(options.get("lens", ""))
    if lens is None:
        known = ", ".join(binder.material.lenses) or "none yet"
        raise TableError(f"The study uses no lens '{options.get('lens', '')}'.", f"Its lenses are: {known}.")
    return lens


def _programmes(binder: Binder, options: Mapping[str, str]) -> list[Programme]:
    if "programmes" not in options:
        return binder.material.of(Programme)
    chosen = [(identity, binder.material.get(Programme, identity)) for identity in _list(options["programmes"])]
    for identity, programme in chosen:
        if programme is None:
            known = ", ".join(programme.id for programme in binder.material.of(Programme))
            raise TableError(f"The study has no programme '{identity}'.", f"Its programmes are: {known}.")
    return [programme for _, programme in chosen if programme]


def _codes(lens: Lens, options: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return reference, name and depth of the codes a table shows."""
    group = options.get("group", "")
    deepest = 9 if options.get("criteria") == "yes" else 0
    listed = [(ref, code.name, ref.partition("/")[2].count("."), code.group) for ref, code in lens.walk()]
    return [(ref, name, depth) for ref, name, depth, of in listed if depth <= deepest and group in ("", of)]


def _about(binder: Binder, about: str) -> str:
    first, *rest = about.split("|")
    return ", ".join([binder.quoting.name(first), *rest])


def _list(written: str) -> list[str]:
    return [part.strip() for part in written.split(",") if part.strip()]


TABLES: dict[str, Callable[[Binder, Mapping[str, str], list[Node]], Node]] = {
    "matrix": matrix,
    "coverage": coverage,
    "claims": claims,
    "conflicts": conflicts,
    "windows": windows,
    "chains": chains,
    "rule": rule,
    "sources": sources,
}
