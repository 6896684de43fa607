"""Which source a study prefers for an indicator where sources differ: a setting of the study, not a fact."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.assessments.sourced import Sourced
from colligate.indicators.indicator import Indicator, Observation
from colligate.sources.source import Source
from colligate.study.folder import write
from colligate.study.settings import NO_PREFERENCE, read_settings, settings_bytes
from colligate.study.study import Study

_BLOCK = re.compile(r"^prefer:[ \t]*(\{\}[ \t]*)?\n((?:[ \t]+\S.*\n|[ \t]*\n)*)", re.MULTILINE)


def tellers(standing: Standing, indicator: str) -> dict[str, str]:
    """Return the sources that tell values of an indicator, by id, with their titles."""
    sourced = Sourced(standing.material)
    told = [one for one in standing.material.of(Observation) if one.indicator == indicator]
    return {source.id: source.title for one in told for source in sourced.sources(one)}


def prefer(path: Path, indicator: str, source: str) -> None:
    """Note in the study file which source is preferred for an indicator; the rest of the file stays as it is written.

    Args:
        path: The study folder.
        indicator: Id of the Indicator.
        source: Id of the Source; ``none`` for *looked at, and none is preferred*; empty to take the note away.

    Raises:
        NoSuchThingError: Where the study has no such indicator or source.
    """
    study = Study(path)
    if study.records.get(Indicator, indicator) is None:
        raise NoSuchThingError("indicator", indicator, [one.id for one in study.records.of(Indicator)])
    if source and source != NO_PREFERENCE and study.records.get(Source, source) is None:
        raise NoSuchThingError("source", source, [one.id for one in study.records.of(Source)])
    wanted = {**study.settings.prefer, indicator: source}
    wanted = {name: told for name, told in wanted.items() if told}
    settings = msgspec.structs.replace(study.settings, prefer=wanted)
    written = _written(study.folder.settings.read_text(encoding="utf-8"), wanted).encode()
    # A file written in another form than ours is set anew from what it says.
    kept = read_settings(written, "study.yaml")[0] == settings
    write(study.folder.settings, written if kept else settings_bytes(settings))


def _written(text: str, wanted: dict[str, str]) -> str:
    """Return the study file with its block of preferences replaced, or added at its end."""
    lines = "".join(f"  {name}: {source}\n" for name, source in wanted.items())
    block = f"prefer:\n{lines}" if wanted else "prefer: {}\n"
    if _BLOCK.search(text):
        return _BLOCK.sub(lambda _: block, text, count=1)
    return f"{text.rstrip()}\n{block}"
