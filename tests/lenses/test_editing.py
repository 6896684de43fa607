"""A lens is edited by one stated edit, and it is known where each of its codes has gone."""

from __future__ import annotations

import pytest

from colligate.lenses.checking import check_lens
from colligate.lenses.editing import LensEditError, NoSuchCodeError, edited, paths
from colligate.lenses.editions import edit_id, edit_of, following, parted
from colligate.lenses.edits import Add, Edit, Merge, Move, Part, Remove, Rename, Reword, Split, Wording
from colligate.lenses.lens import Lens
from colligate.lenses.reading import read_lens
from colligate.lenses.shipped import shipped, shipped_lens
from colligate.lenses.writing import lens_bytes

ROLES = shipped_lens("io-roles")
FOUR = shipped_lens("four-ps")


def word(name: str) -> Wording:
    return Wording(name=name, definition=f"What {name} means.")


def ids(lens: Lens) -> list[str]:
    return list(paths(lens))


def test_each_edit_in_a_study_counts_in_the_version() -> None:
    assert following("1.0") == "1.0+study.1"
    assert following("1.0+study.9") == "1.0+study.10"
    assert parted("2026-a+study.3") == ("2026-a", 3)
    assert parted("1.0+other.1") == ("1.0+other.1", 0)
    assert edit_of(edit_id("io-roles", "1.0+study.1")) == ("io-roles", "1.0+study.1")
    assert edit_of("memo-method") is None


def test_a_code_renamed_takes_those_below_it_along() -> None:
    made = edited(ROLES, Rename(code="actor", id="agent", name="Agent"))
    assert made.lens.version == "1.0+study.1"
    assert made.went == {
        "actor": ("agent",),
        "actor.separate-entity": ("agent.separate-entity",),
        "actor.recognised": ("agent.recognised",),
        "actor.capacity-shown": ("agent.capacity-shown",),
    }
    assert made.lens.codes[0].name == "Agent"


def test_another_name_alone_moves_nothing() -> None:
    made = edited(ROLES, Rename(code="forum", name="Meeting place"))
    assert (made.went, ids(made.lens)) == ({}, ids(ROLES))


def test_a_merged_code_goes_and_the_other_keeps_its_wording() -> None:
    made = edited(ROLES, Merge(code="actor.recognised", into="actor.separate-entity"))
    assert made.went == {"actor.recognised": ("actor.separate-entity",)}
    assert ids(made.lens)[:3] == ["actor", "actor.separate-entity", "actor.capacity-shown"]
    assert paths(made.lens)["actor.separate-entity"] == paths(ROLES)["actor.separate-entity"]


def test_a_split_code_gives_its_place_to_its_parts() -> None:
    parts = (Part(id="police", wording=word("police")), Part(id="courts", wording=word("courts")))
    made = edited(FOUR, Split(code="prosecution", parts=parts))
    assert ids(made.lens) == ["prevention", "protection", "police", "courts", "partnership"]
    assert made.went == {"prosecution": ("police", "courts")}
    assert paths(made.lens)["courts"].use_when == paths(FOUR)["prosecution"].use_when


def test_a_part_may_keep_the_id_of_the_whole() -> None:
    parts = (Part(id="prosecution", wording=word("prosecution")), Part(id="courts", wording=word("courts")))
    assert edited(FOUR, Split(code="prosecution", parts=parts)).went == {"prosecution": ("prosecution", "courts")}


def test_a_code_moved_stands_last_under_its_new_parent() -> None:
    made = edited(ROLES, Move(code="forum.deliberation", parent="actor"))
    assert made.went == {"forum.deliberation": ("actor.deliberation",)}
    assert [code.id for code in made.lens.codes[0].codes] == [
        "separate-entity", "recognised", "capacity-shown", "deliberation",
    ]  # fmt: skip


def test_a_concept_whose_first_criterion_is_added_needs_it() -> None:
    lens = shipped_lens("causes")
    made = edited(lens, Add(parent="conflict", id="militias", wording=word("militias")))
    assert ids(made.lens)[-1] == "conflict.militias"
    added = edited(ROLES, Add(parent="actor.recognised", id="courts", wording=word("courts")))
    assert paths(added.lens)["actor.recognised"].needs == "all"


def test_only_the_fields_given_are_worded_otherwise() -> None:
    made = edited(ROLES, Reword(code="actor", wording=Wording(cues=("acts", "decides"))))
    assert paths(made.lens)["actor"].cues == ("acts", "decides")
    assert paths(made.lens)["actor"].definition == paths(ROLES)["actor"].definition


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Rename(code="actr", id="x"), "no code 'actr'. Did you mean 'actor'?"),
        (Rename(code="actor", id="forum"), "There is a code 'forum' at the top already."),
        (Rename(code="actor", id="An Actor"), "'An Actor' cannot be the id of a code."),
        (Rename(code="actor"), "This edit changes nothing in the lens."),
        (Merge(code="actor", into="forum"), "'actor' has 3 codes below it and cannot be merged with them."),
        (Merge(code="forum.members-meet", into="forum.members-meet"), "cannot be merged into itself"),
        (Move(code="actor", parent="actor.recognised"), "'actor' cannot stand under itself."),
        (Move(code="actor"), "'actor' stands there already."),
        (Move(code="actor.recognised"), "The concept 'recognised' of an ideal type has no criteria."),
        (Add(id="new", wording=Wording(name="New")), "The code 'new' has no definition."),
        (Split(code="forum.members-meet", parts=()), "is split into two codes or more"),
    ],
)
def test_what_a_lens_cannot_take_is_refused_with_the_way_out(edit: Edit, told: str) -> None:
    with pytest.raises(LensEditError) as refused:
        edited(ROLES, edit)
    assert told in str(refused.value)


def test_taking_the_last_criterion_out_of_an_ideal_type_is_refused() -> None:
    bare = edited(ROLES, Remove(code="forum.deliberation")).lens
    with pytest.raises(LensEditError, match="has no criteria"):
        edited(bare, Remove(code="forum.members-meet"))


def test_every_code_of_every_lens_can_be_renamed_and_back_byte_for_byte() -> None:
    for lens in shipped():
        for path, code in paths(lens).items():
            there = edited(lens, Rename(code=path, id="somewhere-else"))
            back = edited(there.lens, Rename(code=there.went[path][0], id=code.id))
            assert back.lens.codes == lens.codes
            assert [fault for fault in check_lens(there.lens) if fault.severity == "error"] == []
            assert read_lens(lens_bytes(there.lens), "x.yaml")[0] == there.lens


def test_a_code_that_is_not_there_is_an_error_of_its_own() -> None:
    with pytest.raises(NoSuchCodeError, match="colligate lenses show four-ps"):
        edited(FOUR, Remove(code="nothing-like-it"))
