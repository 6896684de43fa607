"""Values of a study on their way into an IATI file and back: bounds, notes, corrections, areas."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from activities import WHOLE, schema
from lxml import etree

from colligate.actions.coding import withdraw
from colligate.actions.exporting import export_file
from colligate.actions.receiving import Received, receive
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.exchange.iati.countries import country_code
from colligate.exchange.losses import Loss
from colligate.indicators.indicator import Observation
from colligate.study.study import Study

BY = "amina@laptop"


class Desk:
    """A study that took a whole activity."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, new_study(folder / "study")
        self.take(WHOLE, "first.xml")

    def take(self, xml: str, name: str) -> Received:
        (self.folder / name).write_text(xml)
        return receive(self.path, self.folder / name, by=BY)

    def values(self) -> list[Observation]:
        return list(Study(self.path).records.of(Observation))

    def value(self, value: str) -> Observation:
        (found,) = (each for each in self.values() if each.value == value)
        return found

    def change(self, one: Observation, **fields: object) -> None:
        say(Study(self.path), [msgspec.structs.replace(one, **fields)], by="bram@office")

    def give(self) -> tuple[etree._Element, list[Loss]]:
        exported = export_file(self.path, "iati", self.folder / "out.xml")
        return etree.parse(self.folder / "out.xml").getroot(), exported.losses


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(losses: list[Loss], ids: str) -> list[tuple[str, str, str]]:
    return [(loss.outcome, loss.what, loss.why) for loss in losses if ids in loss.ids]


def comments(root: etree._Element, name: str) -> list[tuple[str | None, list[str]]]:
    return [(each.get("value"), each.xpath("comment/narrative/text()")) for each in root.iter(name)]


def test_a_bound_is_no_value_and_stands_in_the_comment(desk: Desk, material: Path) -> None:
    reached, target, baseline = desk.value("80"), desk.value("50"), desk.value("0")
    desk.change(reached, value="5", qualifier="<")
    desk.change(target, value="60", qualifier="~", note="Only the capital was counted")
    desk.change(baseline, note="Baseline. Nobody was counted")
    desk.change(msgspec.structs.replace(reached, id="own", period="2016"), value="20", qualifier=">=", edition="2017")
    root, losses = desk.give()
    assert comments(root, "actual") == [(None, ["<5. Rain"]), (None, [">=20. Rain"])]
    assert comments(root, "target") == [("100", []), ("60", ["~60. Only the capital was counted"])]
    assert comments(root, "baseline") == [("0", ["Nobody was counted"])]
    assert schema(material / "standards" / "iati").validate(root)
    bounds = "bounds: no value; the bound stands in the comment"
    assert told(losses, reached.id) == [("changed", "changed observations", bounds)]
    assert told(losses, target.id) == [("changed", "changed observations", "their qualifier stands in the comment")]
    assert told(losses, baseline.id) == [("carried", "changed observations", "")]
    assert told(losses, "own") == [
        ("changed", "observations", bounds),
        ("left", "editions of values", "the standard has no place for them"),
    ]


def test_an_amount_has_no_place_for_a_bound_nor_for_a_note(desk: Desk, material: Path) -> None:
    budget, transaction = desk.value("250000"), desk.value("2000")
    desk.change(budget, value="260000", note="Half of it was never paid")
    desk.change(transaction, value="5", qualifier="<")
    root, losses = desk.give()
    assert root.xpath("//budget/value/text()") == ["260000"]
    assert root.xpath("//transaction/value/text()") == ["1000.50"]
    assert schema(material / "standards" / "iati").validate(root)
    assert told(losses, budget.id) == [
        ("carried", "changed observations", ""),
        ("left", "changed notes", "an amount has no place for them"),
    ]
    assert told(losses, transaction.id) == [
        ("left", "changed observations", "an amount is a number, and has no place for a bound")
    ]


def test_an_amount_that_its_publisher_corrects_stands_once(desk: Desk) -> None:
    newer = WHOLE.replace(">250000<", ">275000<").replace(">1000.50<", ">1200<")
    report = desk.take(newer, "newer.xml")
    assert report.revised == {"Observation": 2}
    assert "Observation" not in report.added
    assert "observations" not in {loss.what for loss in report.losses if loss.outcome == "changed"}
    assert sorted(each.value or "" for each in desk.values()) == ["0", "100", "1200", "2000", "275000", "50", "80"]
    root, _ = desk.give()
    assert root.xpath("//value/text()") == ["275000", "1200", "2000"]


def test_a_value_that_a_newer_file_drops_does_not_go_out_again(desk: Desk) -> None:
    dropped = desk.value("80")
    element = '<actual value="80"><comment><narrative>Rain</narrative></comment></actual>'
    report = desk.take(WHOLE.replace(element, ""), "newer.xml")
    assert told(report.losses, dropped.id) == [
        ("changed", "observations", "the file no longer has them; they stand as an earlier file said")
    ]
    root, losses = desk.give()
    assert comments(root, "actual") == []
    assert told(losses, dropped.id) == [("left", "observations", "the latest file of the activity no longer has them")]


def test_what_stays_withdrawn_or_changed_is_not_counted_as_carried(desk: Desk) -> None:
    gone, changed = desk.value("80"), desk.value("100")
    withdraw(desk.path, gone.id, by="bram@office", reason="counted twice")
    desk.change(changed, value="101")
    report = desk.take(WHOLE, "again.xml")
    assert [what[0] for what in told(report.losses, gone.id)] == ["left"]
    assert [what[0] for what in told(report.losses, changed.id)] == ["changed"]


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ('<recipient-country code="TH"/>', "THA"),
        ('<recipient-country code="xk"/>', "XKX"),
        ('<recipient-country code="AN"/>', "AN"),
        ('<recipient-country code="ZZ"><narrative>Nowhere</narrative></recipient-country>', "Nowhere"),
        ('<recipient-region code="SE"/>', "SE"),
        ('<recipient-country code="TH" percentage="50"/><recipient-country code="LA" percentage="50"/>',
         "whole activity"),
    ],
)  # fmt: skip
def test_values_are_given_for_the_areas_that_series_go_by(desk: Desk, place: str, area: str) -> None:
    newer = WHOLE.replace('<recipient-country code="TH" percentage="100"/>', place)
    desk.take(newer.replace("THA-01", "THA-02"), "other.xml")
    assert {each.area for each in desk.values()} == {"THA", area}


@pytest.mark.parametrize(
    ("words", "code"), [("Thailand", "TH"), ("tha", "TH"), ("th", "TH"), ("Laos", "LA"), ("Kosovo", "XK"), ("Asia", "")]
)
def test_countries_of_facts_go_out_by_two_letters(words: str, code: str) -> None:
    assert country_code(words) == code
