"""A lens written by hand is read, or every fault is named with its line and the way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.lenses.lens import Code, Lens, Work
from colligate.lenses.reading import read_lens

SMALL = b"""\
id: roles
version: 1.0
title: Roles
kind: ideal-type
summary: >
  What an organisation is
  seen to do.
works:
  - {id: hurd-2014, author: Ian Hurd, year: 2014, title: International Organizations}
codes:
  - id: forum
    name: Forum
    definition: "A place: members meet."
    needs: all
    codes:
      - id: meet
        name: No
        definition: |
          Members meet.
          More than one.
        against: [only one came]
        after: [hurd-2014]
"""


def told(data: bytes) -> list[str]:
    """Say each problem as a user reads it."""
    return [str(problem) for problem in read_lens(data, "lens.yaml")[1]]


def test_a_lens_written_by_hand_is_read_as_it_stands() -> None:
    lens, problems = read_lens(SMALL, "lens.yaml")
    meet = Code(
        id="meet",
        name="No",
        definition="Members meet.\nMore than one.",
        against=("only one came",),
        after=("hurd-2014",),
    )
    assert problems == []
    assert lens == Lens(
        id="roles",
        version="1.0",
        title="Roles",
        kind="ideal-type",
        summary="What an organisation is seen to do.",
        works=(Work(id="hurd-2014", author="Ian Hurd", year=2014, title="International Organizations"),),
        codes=(Code(id="forum", name="Forum", definition="A place: members meet.", needs="all", codes=(meet,)),),
    )


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read_lens(b"\xef\xbb\xbf" + SMALL.replace(b"\n", b"\r\n"), "lens.yaml") == read_lens(SMALL, "lens.yaml")


TEN_FAULTS = b"""\
id: My Roles
version: '1'
title: Roles
kind: ideal-type
sumary: About roles
works:
  - {id: hurd-2014, author: Ian Hurd, year: 2557, title: International Organizations}
codes:
  - id: actor
    name: Actor
    definition: It acts.
    needs: 3
    codes:
      - {id: apart, name: Apart, definition: It is apart., against: [a state decides], after: [hurd-2041]}
      - {id: apart, name: Able, definition: It is able., against: [it is not], needs: any}
  - id: forum
    name: Forum
    definition: Members meet.
  - id: resource
    name: Resource
    needs: most
    codes:
      - {id: used, name: Used, definition: It is used., against: [it is not], name: Usage}
"""


def test_ten_faults_of_one_file_are_listed_at_once_with_line_and_way_out() -> None:
    lens, problems = read_lens(TEN_FAULTS, "lens.yaml")
    assert lens is None
    assert [(problem.place, problem.message, problem.remedy) for problem in problems] == [
        (
            "lens.yaml:1",
            "The id 'My Roles' of a lens holds characters an id cannot have.",
            "Use lower-case letters a to z, digits and single hyphens, such as my-roles.",
        ),
        ("lens.yaml:1", "There is no 'summary' in the lens.", "Add a line that starts with summary:"),
        ("lens.yaml:5", "'sumary' is not a key of the lens.", "Write 'summary' if that is meant."),
        (
            "lens.yaml:7",
            "The year 2557 of the work 'hurd-2014' lies in the future.",
            "Give the year of the Common Era; a year of the Buddhist Era is 543 higher.",
        ),
        (
            "lens.yaml:12",
            "The concept 'actor' needs 3 of its criteria but has 2.",
            "Write a number up to 2, or add criteria.",
        ),
        (
            "lens.yaml:14",
            "The code 'apart' follows 'hurd-2041', which is not among the works.",
            "Write 'hurd-2014' if that is meant.",
        ),
        (
            "lens.yaml:15",
            "The code 'apart' says what it needs but has no criteria below it.",
            "Remove 'needs', or add the criteria under 'codes'.",
        ),
        ("lens.yaml:15", "Two codes side by side have the id 'apart'.", "Give one of them another id."),
        (
            "lens.yaml:16",
            "The concept 'forum' of an ideal type has no criteria.",
            "Add its criteria under 'codes', or make the lens a typology.",
        ),
        ("lens.yaml:19", "There is no 'definition' in the code 'resource'.", "Add a line that starts with definition:"),
        (
            "lens.yaml:21",
            "'needs' of the code 'resource' should say how its criteria combine, but it says 'most'.",
            "Write all, any, or a number from 1 up: how many of the criteria must hold.",
        ),
        ("lens.yaml:23", "The key 'name' of the code 'used' is given twice, first on line 23.", "Keep one of the two."),
    ]


SCALE = b"""\
id: s
version: '1'
title: S
kind: scale
order: best-first
summary: Orders.
works: []
codes:
  - {id: good, name: Good, definition: Good.}
  - {id: bad, name: Bad, definition: Bad.}
"""


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        (
            b"",
            b"order: best-first\n",
            (
                "lens.yaml:4: The lens is a scale but does not say from which end its codes are ordered."
                " Add order: best-first or order: lowest-first."
            ),
        ),
        (
            b"order: best-frist\n",
            b"order: best-first\n",
            "lens.yaml:5: 'order' of the lens cannot be 'best-frist'. Write 'best-first' if that is meant.",
        ),
        (
            b"kind: ladder\n",
            b"kind: scale\n",
            "lens.yaml:4: 'kind' of the lens cannot be 'ladder'. Write one of typology, ideal-type, scale.",
        ),
        (
            b"kind: typology\n",
            b"kind: scale\n",
            "lens.yaml:5: A lens of kind typology has no order. Remove 'order', or make the kind scale.",
        ),
        (
            b"definition: Bad., ordered: false}",
            b"definition: Bad.}",
            "lens.yaml:8: A scale needs at least two codes in its order. Add a code, or choose another kind.",
        ),
        (
            b"definition: Bad., ordered: maybe}",
            b"definition: Bad.}",
            "lens.yaml:10: 'ordered' of the code 'bad' should be true or false, not 'maybe'. Write true or false.",
        ),
        (
            b"definition: }",
            b"definition: Bad.}",
            "lens.yaml:10: The key 'definition' of the code 'bad' has no value. Give it one, or remove the line.",
        ),
        (
            b"definition: Bad., cues: bad}",
            b"definition: Bad.}",
            (
                "lens.yaml:10: 'cues' of the code 'bad' should be a list, but this is a text."
                " Put each item on a line of its own that starts with a hyphen and a space."
            ),
        ),
        (
            b"name: [Bad]",
            b"name: Bad",
            (
                "lens.yaml:10: 'name' of the code 'bad' should be a text, but this is a list."
                " Write one text; put it in quotes if it holds a colon or starts with a bracket or hyphen."
            ),
        ),
        (
            b"works: [{id: w, author: A, year: last, title: T}]",
            b"works: []",
            "lens.yaml:7: 'year' of the work 'w' should be a year in figures, not 'last'. Write it as in 1994.",
        ),
        (
            b"works: [Hurd 2014]",
            b"works: []",
            (
                "lens.yaml:7: Here a work without id should be written as keys with values, but this is a text."
                " Write keys such as id, author, year, each followed by a colon and its value."
            ),
        ),
        (
            b"works: [{id: w, author: A, year: 1, title: T}, {id: w, author: B, year: 2, title: U}]",
            b"works: []",
            "lens.yaml:7: Two works have the id 'w'. Give one of them another id.",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_way_out(wrong: bytes, right: bytes, message: str) -> None:
    assert read_lens(SCALE, "lens.yaml")[1] == []
    assert right in SCALE
    assert told(SCALE.replace(right, wrong)) == [message]


def test_a_lens_without_codes_is_refused() -> None:
    assert told(SCALE.split(b"codes:")[0].replace(b"scale\norder: best-first", b"typology")) == [
        "lens.yaml:1: The lens has no codes. Add at least one code with id, name and definition."
    ]


def test_a_criterion_that_nothing_could_count_against_is_warned_of_and_the_lens_still_read() -> None:
    lens, problems = read_lens(SMALL.replace(b"        against: [only one came]\n", b""), "lens.yaml")
    assert lens is not None
    assert [(problem.severity, str(problem)) for problem in problems] == [
        (
            "warning",
            (
                "lens.yaml:16: Nothing could count against the criterion 'meet'."
                " Add 'against': what one would see if it did not hold."
            ),
        )
    ]


BOMB = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(20))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "lens.yaml: The file is empty. Write the lens, or remove the file."),
        (
            SMALL.replace(b"A place", b"\xe0 place"),
            (
                "lens.yaml:13: The file is not UTF-8: byte 252 (0xe0) does not belong there."
                " Save the file again with the encoding UTF-8."
            ),
        ),
        (
            BOMB,
            (
                "lens.yaml:1: Anchors (&) and aliases (*) are not read in a lens."
                " Write the text out, or put it in quotes if it starts with & or *."
            ),
        ),
        (
            b"id: !!python/object/apply:os.system [ls]",
            (
                "lens.yaml:1: Tags (!) are not read in a lens."
                " Remove the tag, or put the text in quotes if it starts with an exclamation mark."
            ),
        ),
        (b"[" * 900_000, "lens.yaml:1: Lists and keys are nested more than 40 deep. Give the codes fewer levels."),
        (
            b"x" * 1_000_001,
            (
                "lens.yaml: The file has 1,000,001 bytes; a lens may have 1,000,000."
                " Check that this is a lens, and split it if it is."
            ),
        ),
        (
            SMALL + b"---\n" + SMALL,
            (
                "lens.yaml:23: A second document starts here; a file holds one lens."
                " Put each lens into a file of its own, and remove the line of three hyphens."
            ),
        ),
        (
            b"just a text",
            (
                "lens.yaml:1: Here the lens should be written as keys with values, but this is a text."
                " Write keys such as id, version, title, each followed by a colon and its value."
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_a_lens_is_refused_with_the_reason(data: bytes, message: str) -> None:
    assert read_lens(data, "lens.yaml")[0] is None
    assert told(data) == [message]


@pytest.mark.parametrize(
    ("right", "wrong", "place", "remedy"),
    [
        (
            b'"A place: members meet."',
            b"A place: members meet.",
            "lens.yaml:13",
            "Put the text in quotes, since it holds a colon followed by a space.",
        ),
        (
            b'"A place: members meet."',
            b'"A place: members meet.',
            "lens.yaml:13",
            "Close the quote that was opened and never closed.",
        ),
        (
            b"    needs: all",
            b"\tneeds: all",
            "lens.yaml:14",
            "Indent with spaces and not with tabs, and put a text that starts with @ or % in quotes.",
        ),
        (
            b"    needs: all",
            b"   needs: all",
            "lens.yaml:14",
            "Indent with spaces, line up the keys of one code, and close each bracket and quote.",
        ),
    ],
)
def test_broken_yaml_is_told_with_its_line_and_what_has_usually_happened(
    right: bytes, wrong: bytes, place: str, remedy: str
) -> None:
    assert SMALL.count(right) == 1
    (problem,) = read_lens(SMALL.replace(right, wrong), "lens.yaml")[1]
    assert problem.message.startswith("The YAML is broken here: ")
    assert (problem.place, problem.remedy) == (place, remedy)


def test_a_sentence_cut_at_its_commas_by_brackets_is_warned_of() -> None:
    data = SMALL.replace(b"against: [only one came]", b"against: [One came, or two, and left.]")
    lens, problems = read_lens(data, "lens.yaml")
    assert lens is not None
    assert [(problem.severity, str(problem)) for problem in problems] == [
        (
            "warning",
            (
                "lens.yaml:21: 'against' of the code 'meet' reads as 3 items, the first of them 'One came'."
                " Put each sentence in quotes, since a comma between brackets starts a new item."
            ),
        )
    ]


def test_a_file_of_nothing_but_faults_is_told_in_bounded_time_and_length() -> None:
    data = b"".join(b"k%d: 1\n" % number for number in range(60_000))
    lens, problems = read_lens(data, "lens.yaml")
    assert lens is None
    assert 500 <= len(problems) <= 1000


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace"))))
def test_whatever_the_bytes_hold_nothing_is_raised_and_every_problem_has_a_way_out(data: bytes) -> None:
    lens, problems = read_lens(data, "lens.yaml")
    assert (lens is None) == any(problem.severity == "error" for problem in problems)
    assert all(problem.place.startswith("lens.yaml") and problem.remedy for problem in problems)


@given(st.integers(0, len(TEN_FAULTS)), st.integers(0, len(TEN_FAULTS)))
def test_a_torn_lens_is_refused_and_not_half_read(start: int, end: int) -> None:
    torn = SMALL[:start] + SMALL[max(start, end) :]
    lens, problems = read_lens(torn, "lens.yaml")
    assert lens is not None or problems
