"""A lens that is written and read again is the same lens, and the same bytes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colligate.lenses.lens import Code, Lens, Work
from colligate.lenses.reading import lens_bytes, read_lens

# A file in UTF-8 cannot hold half a surrogate pair; an empty text is the same as none.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
many = st.lists(texts, max_size=3).map(tuple)
works = st.builds(
    Work,
    id=ids,
    author=texts,
    year=st.integers(-800, 2100),
    title=texts,
    publisher=st.just("") | texts,
    locator=st.just("") | texts,
    doi=st.just("") | texts,
    url=st.just("") | texts,
)


def unique(items: list[Work] | list[Code]) -> tuple[Work | Code, ...]:
    """Keep the first of those that share an id."""
    return tuple({item.id: item for item in reversed(items)}.values())


@st.composite
def codes(draw: st.DrawFn, after: tuple[str, ...], depth: int, *, leaf: bool) -> Code:
    """Draw a code of an ideal type, with criteria unless it is a leaf."""
    children: tuple[Code, ...] = ()
    if not leaf:
        child = codes(after, depth - 1, leaf=depth <= 1 or draw(st.booleans()))
        children = unique(draw(st.lists(child, min_size=1, max_size=3)))  # type: ignore[assignment]
    return Code(
        id=draw(ids),
        name=draw(texts),
        definition=draw(texts),
        use_when=draw(many),
        not_when=draw(many),
        against=(draw(texts), *draw(many)),
        cues=draw(many),
        example=draw(st.just("") | texts),
        after=tuple(draw(st.lists(st.sampled_from(after), max_size=2))) if after else (),
        held_by=draw(st.just("") | texts),
        group=draw(st.just("") | texts),
        needs=draw(st.sampled_from(["all", "any", len(children)])) if children else None,
        codes=children,
    )


@st.composite
def lenses(draw: st.DrawFn) -> Lens:
    """Draw an ideal type with works, or a scale."""
    cited = unique(draw(st.lists(works, max_size=3)))
    keys = tuple(work.id for work in cited)
    scale = draw(st.booleans())
    top = unique(draw(st.lists(codes(keys, 2, leaf=scale), min_size=1, max_size=3)))
    if scale:
        first = [Code(id="a-b-c-d", name="A", definition="A"), Code(id="a-b-c-e", name="B", definition="B")]
        top = (*first, *top, Code(id="a-b-c-f", name="C", definition="C", ordered=False))
    return Lens(
        id=draw(ids),
        version=draw(texts),
        title=draw(texts),
        kind="scale" if scale else "ideal-type",
        order=draw(st.sampled_from(["best-first", "lowest-first"])) if scale else None,
        summary=draw(texts),
        works=cited,  # type: ignore[arg-type]
        codes=top,  # type: ignore[arg-type]
        notes=draw(many),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lenses())
def test_a_lens_written_and_read_again_is_the_same_lens(lens: Lens) -> None:
    data = lens_bytes(lens)
    assert read_lens(data, "lens.yaml") == (lens, [])
    assert lens_bytes(lens) == data


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    code = Code(id="no", name="No", definition="null", cues=("yes", "~", "1e3", "2014-11-17", "0x1f", "- a", "a: b"))
    lens = Lens(id="t", version="1.10", title="on", kind="typology", summary="# s", works=(), codes=(code,))
    assert read_lens(lens_bytes(lens), "lens.yaml") == (lens, [])


def test_what_is_at_its_default_is_left_out_of_the_file() -> None:
    code = Code(id="a", name="A", definition="An a.")
    lens = Lens(id="t", version="1", title="T", kind="typology", summary="S", works=(), codes=(code,))
    assert lens_bytes(lens).decode() == (
        "id: t\nversion: '1'\ntitle: T\nkind: typology\nsummary: S\nworks: []\n"
        "codes:\n- id: a\n  name: A\n  definition: An a.\n"
    )
