"""What changed between two versions of a lens is named, so that codings can be carried over."""

from __future__ import annotations

from colligate.lenses.comparing import Change, compare
from colligate.lenses.lens import Code, Lens
from colligate.lenses.shipped import shipped


def lens(*codes: Code, lens_id: str = "t", version: str = "1") -> Lens:
    return Lens(id=lens_id, version=version, title="T", kind="typology", summary="S", works=(), codes=codes)


def code(code_id: str, definition: str, *codes: Code, cues: tuple[str, ...] = ()) -> Code:
    return Code(id=code_id, name=code_id.title(), definition=definition, codes=codes, cues=cues)


FISH = code("fish", "Work at sea.")
FARM = code("farm", "Work on land.")


def test_a_lens_compared_with_itself_has_no_changes() -> None:
    assert [compare(one, one) for one in shipped()] == [[]] * 9


def test_a_new_code_is_added_and_a_dropped_one_removed() -> None:
    assert compare(lens(FISH), lens(FARM)) == [
        Change(kind="added", after="t/farm"),
        Change(kind="removed", before="t/fish"),
    ]


def test_the_same_definition_under_another_id_is_a_renamed_code() -> None:
    new = lens(FARM, code("fishing", "Work at sea."))
    assert compare(lens(FISH, FARM), new) == [Change(kind="renamed", before="t/fish", after="t/fishing")]


def test_another_definition_under_the_same_id_is_a_redefined_code() -> None:
    changes = compare(lens(FISH), lens(code("fish", "Work at sea or in a cannery.")))
    assert changes == [Change(kind="redefined", before="t/fish", after="t/fish", fields=("definition",))]


def test_a_code_put_under_another_is_moved() -> None:
    old, new = lens(FISH, code("work", "Any work.")), lens(code("work", "Any work.", FISH))
    assert compare(old, new) == [Change(kind="moved", before="t/fish", after="t/work.fish")]


def test_the_codes_below_a_renamed_code_move_with_it() -> None:
    old, new = lens(code("work", "Any work.", FISH, FARM)), lens(code("labour", "Any work.", FISH, FARM))
    assert compare(old, new) == [
        Change(kind="renamed", before="t/work", after="t/labour"),
        Change(kind="moved", before="t/work.fish", after="t/labour.fish"),
        Change(kind="moved", before="t/work.farm", after="t/labour.farm"),
    ]


def test_where_two_new_codes_could_be_the_old_one_nothing_is_guessed() -> None:
    new = lens(code("boat", "Work at sea."), code("ship", "Work at sea."))
    assert compare(lens(FISH), new) == [
        Change(kind="added", after="t/boat"),
        Change(kind="added", after="t/ship"),
        Change(kind="removed", before="t/fish"),
    ]


def test_new_cues_and_a_new_order_change_nothing_that_decides() -> None:
    assert compare(lens(FISH, FARM), lens(FARM, code("fish", "Work at sea.", cues=("trawler",)))) == []


def test_a_lens_that_got_another_id_keeps_its_codes() -> None:
    old, new = lens(FISH), lens(code("fishery", "Work at sea."), lens_id="causes")
    assert compare(old, new) == [Change(kind="renamed", before="t/fish", after="causes/fishery")]
