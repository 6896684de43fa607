"""The worked study's numbers, as sources outside this project give them."""

from __future__ import annotations

import pytest
from making import Study, code, lens

from colligate.indicators.indicator import Indicator
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme


@pytest.fixture
def thailand() -> Study:
    """Return the article's three values with its hole for 2015, and nobody else's yet."""
    chain = lens(*(code(name) for name in ("input", "activity", "output", "outcome", "impact")),
                 identity="results-chain", kind="scale")  # fmt: skip
    causes = lens(code("economic", code("poverty"), code("unemployment")), code("educational"),
                  identity="causes", kind="typology")  # fmt: skip
    study = Study(chain, causes, organisation="unodc", area="THA", period="2014/2017", manuscript="article")
    for actor in ("unodc", "us-state", "thai-mfa", "authors"):
        study.say(Actor, actor, name=actor.upper(), kind="organisation")
    study.say(Programme, "elearning", name="eLearning", kind="capacity building")
    study.say(Programme, "seminar", name="Seminar", kind="forum")
    study.source("article", "authors", kind="secondary")
    study.source("tip-2017", "us-state")
    study.source("glotip", "unodc")
    study.say(Indicator, "identified", name="Victims identified", concept="…", same_as=("detected",))
    study.say(Indicator, "detected", name="Victims detected", concept="…")
    for year, value in (("2014", "595"), ("2015", None), ("2016", "824"), ("2017", "455")):
        study.value("identified", year, value, "article")
    return study


@pytest.fixture
def counted(thailand: Study) -> Study:
    """Return the same with the values of the TIP Report 2017 and of UNODC's data."""
    for year, value in (("2015", "982"), ("2016", "824")):
        thailand.value("identified", year, value, "tip-2017")
    for year, value in (("2014", "595"), ("2015", "982"), ("2016", "850"), ("2017", "471")):
        thailand.value("detected", year, value, "glotip")
    return thailand
