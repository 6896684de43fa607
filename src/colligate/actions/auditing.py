"""The first pass: a document nobody prepared becomes a study in which everything is proposed, and a report on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from colligate.actions.adding import add_sources
from colligate.actions.starting import new_study
from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.lenses.lens import Lens
from colligate.lenses.shipped import shipped, shipped_bytes, shipped_lens
from colligate.problems import ColligateError, Problem
from colligate.record import Record, Retraction, Suggestion, version
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.assessing import line_labels, page_labels
from colligate.study.first_pass import write_report
from colligate.study.folder import Folder, slug, write
from colligate.study.journal import Journal, stamp
from colligate.study.laying_open import open_texts
from colligate.study.settings import settings_bytes
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions, supposed
from colligate.suggestions.case import Case, case_of
from colligate.suggestions.drafting import draft
from colligate.suggestions.drafts import Drafts
from colligate.suggestions.moving import Move, moves
from colligate.suggestions.reading import Recognised, recognise
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.headlines import headlines
from colligate.suggestions.telling.report import report


class AuditReport(msgspec.Struct, kw_only=True):
    """What a first pass read, proposed and wrote."""

    study: Path
    #: Ids of the sources added by this run.
    added: list[str] = []
    problems: list[Problem] = []
    #: Files written for readers.
    written: list[Path] = []
    #: How many records of each kind are proposed and open.
    proposed: dict[str, int] = {}
    #: The things that matter most, as plain words.
    headlines: list[str] = []
    moves: list[Move] = []


class NothingToAuditError(ColligateError):
    """No document could be read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Say why."""
        reasons = " ".join(f"{problem.place}: {problem.message} {problem.remedy}" for problem in problems)
        super().__init__(f"There is nothing to audit. {reasons or 'Name a document.'}")


def audit(
    files: Sequence[Path],
    *,
    study: Path | None = None,
    lenses: Sequence[str] = (),
    by: str,
    at: datetime | None = None,
    formats: Collection[str] = ("html",),
    organisation: str = "",
    area: str = "",
    period: str = "",
    progress: Callable[[str], None] | None = None,
) -> AuditReport:
    """Read documents, propose everything the rules find in the first, and write the report on it.

    Run again, it adds what is new, proposes anew, and keeps every decision made in between: what was refused is not
    proposed again, and what was accepted stands.

    Args:
        files: The manuscript first; each further document is a source set beside it. For a study that exists it may be
            empty, or name further documents only.
        study: The study folder; made if it does not exist. If left out, a folder beside the current one, named after
            the manuscript.
        lenses: Ids of lenses that ship; if empty, those whose words occur often enough.
        by: Whose journal.
        at: Fixes the time of what is written, for runs that must repeat; else the clock.
        formats: Of ``html``, ``docx``, ``pdf``.
        organisation: Name or acronym of the organisation judged, instead of the one the document names most.
        area: Country or area, instead of the one named most.
        period: The period, as ``2014/2017``, instead of the one named most.
        progress: Called with what is being done.

    Raises:
        NothingToAuditError: Where no document can be read.
        NoSuchFileError: Where a file does not exist.
        UnknownLensError: Where a lens does not ship.
    """
    chosen = [shipped_lens(name) for name in lenses]
    tell = progress or (lambda _: None)
    path = study or Path(f"{slug(files[0].stem)}-audit" if files else ".")
    result = AuditReport(study=path)
    tell("reading")
    opened = _open(path, files, result, by=by, at=at)
    tell("looking")
    found, drafts = _look(opened, chosen, by=by, at=at)
    _keep_lenses(opened.folder, found.lenses)
    _suggest(opened, drafts, by=by)
    tell("weighing")
    opened = Study(path)
    case = _case(found, organisation=organisation, area=area, period=period)
    grounds, moved = _weigh(opened, found, case)
    tell("writing")
    result.written = write_report(opened, report(grounds, moved), grounds.material, grounds.assessment, formats=formats)
    result.moves = list(moved)
    result.headlines = [_unmarked(f"{one.title} {one.body}") for one in headlines(grounds)]
    for record in open_suggestions(opened).values():
        kind = type(record).__name__
        result.proposed[kind] = result.proposed.get(kind, 0) + 1
    return result


def _open(path: Path, files: Sequence[Path], result: AuditReport, *, by: str, at: datetime | None) -> Study:
    """Make the study if it is not there, add the documents, and name the manuscript."""
    if not (path / "study.yaml").is_file():
        new_study(path, title=files[0].stem if files else "")
        (path / "report" / "report.md").unlink(missing_ok=True)
    if files:
        added = add_sources(path, files, by=by, at=at, even_if_alike=True)
        result.added, result.problems = added.added, added.problems
    opened = Study(path)
    if not opened.records.of(Source):
        raise NothingToAuditError(result.problems)
    if not opened.settings.manuscript:
        first = opened.records.of(Source)[0]
        settings = msgspec.structs.replace(
            opened.settings, manuscript=first.id, title=opened.settings.title or first.title
        )
        write(opened.folder.settings, settings_bytes(settings))
        opened = Study(path)
    return opened


def _look(opened: Study, chosen: Sequence[Lens], *, by: str, at: datetime | None) -> tuple[Recognised, Drafts]:
    texts = list(open_texts(opened))
    if not texts:
        raise NothingToAuditError(opened.problems)
    searchables = {text.source: opened.searchable(opened.texts[text.source]) for text, _ in texts}
    used = chosen or [*opened.lenses.values()] or shipped()
    found = recognise(
        [text for text, _ in texts], lenses=used, choose=not chosen and not opened.lenses, searchables=searchables
    )
    layouts = {text.source: layout for text, layout in texts}
    latest = opened.records.latest
    drafts = Drafts(by=by, at=_next(at, latest), layouts=layouts)
    draft(found, drafts)
    return found, drafts


def _next(at: datetime | None, latest: datetime | None) -> datetime:
    """Return the time given, or just after the last saying where that is later; without one, the clock's."""
    if at is None:
        return stamp(latest)
    return at if latest is None or at > latest else latest + timedelta(microseconds=1)


def _keep_lenses(folder: Folder, lenses: Iterable[Lens]) -> None:
    """Copy lenses in and pin them in the study file."""
    settings = Study(folder.path).settings
    pinned = list(settings.lenses)
    for lens in lenses:
        place = folder.lenses / f"{lens.id}.yaml"
        if not place.exists():
            write(place, shipped_bytes(lens.id))
        if f"{lens.id}@{lens.version}" not in pinned:
            pinned.append(f"{lens.id}@{lens.version}")
    if tuple(pinned) != settings.lenses:
        write(folder.settings, settings_bytes(msgspec.structs.replace(settings, lenses=tuple(pinned))))


def _suggest(opened: Study, drafts: Drafts, *, by: str) -> None:
    """Write what is new; withdraw open suggestions that the rules no longer make. Decisions stay as they are."""
    known = opened.records
    acts: list[list[Record]] = []
    for act in drafts.acts():
        suggestion = act[-1]
        standing = known.get(Suggestion, suggestion.id)
        decided = suggestion.id in known.history and standing is None
        same = standing and standing.proposes == suggestion.proposes if isinstance(suggestion, Suggestion) else False
        if decided or same:
            continue
        passages = [record for record in act[:-1] if record.id not in known.by_id]
        said = msgspec.structs.replace(suggestion, revises=(version(standing),)) if standing else suggestion
        acts.append([*passages, said])
    made = {suggestion.id for suggestion in drafts.suggestions.values()}
    latest = max((record.at for act in acts for record in act), default=known.latest)
    for suggestion in known.of(Suggestion):
        if suggestion.id not in made:
            latest = stamp(latest)
            gone = Retraction(
                id=suggestion.id, by=by, at=latest, revises=(version(suggestion),), reason="no longer proposed"
            )
            acts.append([gone])
    Journal(opened.folder.journals / f"{by}.jsonl").append_all(acts)


def _case(found: Recognised, *, organisation: str, area: str, period: str) -> Case:
    guessed = case_of(found)
    named = {
        name.casefold(): f"actor-{actor.key}"
        for read in found.reads
        for actor in read.named.actors
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }
    return msgspec.structs.replace(
        guessed,
        organisation=named.get(organisation.casefold(), "") if organisation else guessed.organisation,
        area=area or guessed.area,
        period=period or guessed.period,
    )


def _weigh(opened: Study, found: Recognised, case: Case) -> tuple[Grounds, tuple[Move, ...]]:
    """Assess the study as if everything proposed were accepted, and again without the other documents."""
    everything = supposed(opened)
    proposed = [record.id for record in open_suggestions(opened).values()]
    settings = opened.settings
    pages, lines = page_labels(opened), line_labels(opened)

    def material(sources: Sequence[str] | None = None) -> Material:
        return Material(
            everything if sources is None else _standing_in(everything, frozenset(sources)),
            lenses=opened.lenses,
            organisation=settings.case.organisation or case.organisation,
            manuscript=settings.manuscript,
            area=settings.case.area or case.area,
            period=settings.period or case.period,
            prefer=settings.prefer,
            pages=pages,
            lines=lines,
            suggested=proposed,
        )

    def assessed(sources: Sequence[str]) -> Assessment:
        return assess(material(sources))

    whole = material()
    others = [read.text.source for read in found.reads[1:]]
    grounds = Grounds(found, whole, assess(whole), case)
    return grounds, moves(assessed, found.manuscript.source, others)


def _standing_in(records: Iterable[Record], sources: frozenset[str]) -> list[Record]:
    """Return the records that a study of these sources alone would hold; passages of others are taken out of each."""
    records = list(records)
    elsewhere = {record.id for record in records if isinstance(record, Passage) and record.source not in sources}
    kept: list[Record] = []
    for record in records:
        if record.id in elsewhere:
            continue
        named = getattr(record, "passages", None)
        if named and (left := tuple(name for name in named if name not in elsewhere)) != named:
            if not left:
                continue
            kept.append(msgspec.structs.replace(record, passages=left))
        elif getattr(record, "passage", "") not in elsewhere:
            kept.append(record)
    return kept


def _unmarked(markdown: str) -> str:
    return markdown.replace("\\", "").replace("**", "").replace("*", "")
