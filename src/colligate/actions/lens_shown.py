"""Lenses as a reader meets them: each a tree of codes with what was coded, and each code with its quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.lenses.comparing import Change, compare
from colligate.lenses.editing import NoSuchCodeError
from colligate.lenses.editions import edit_of, parted
from colligate.lenses.lens import Code, Lens
from colligate.lenses.shipped import shipped
from colligate.reports.support import Quote
from colligate.sources.passage import Passage
from colligate.sources.source import Source

#: Quotes shown with a code in the tree.
FEW = 3
#: Quotes on one page.
ON_PAGE = 20


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Codings by stance."""

    supports: int = 0
    contradicts: int = 0
    mentions: int = 0

    @property
    def all(self) -> int:
        """Of whatever stance."""
        return self.supports + self.contradicts + self.mentions

    def __add__(self, other: Counts) -> Counts:
        """Add two counts."""
        return Counts(
            supports=self.supports + other.supports,
            contradicts=self.contradicts + other.contradicts,
            mentions=self.mentions + other.mentions,
        )


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A code in its tree."""

    reference: str
    code: Code
    #: Codings of the code itself, and with those of all codes below it.
    own: Counts
    total: Counts
    quotes: tuple[Quote, ...]
    below: tuple[Branch, ...]

    @property
    def path(self) -> str:
        """Where it is in its lens: ``actor.recognised``."""
        return self.reference.partition("/")[2]


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """A lens with everything coded by it."""

    lens: Lens
    branches: tuple[Branch, ...]
    total: Counts
    #: How many of its codes no coding names.
    unused: int
    codes: int
    #: What differs from the lens that ships under this id; empty for one that is as shipped, or the study's own.
    changes: tuple[Change, ...]
    #: The edits made in this study, latest first.
    edits: tuple[Memo, ...]

    @property
    def edited(self) -> bool:
        """Say whether the study has edited it."""
        return parted(self.lens.version)[1] > 0


class Only(msgspec.Struct, frozen=True, kw_only=True):
    """Which codings of a code are wanted; an empty field wants all."""

    stance: str = ""
    coder: str = ""
    source: str = ""
    #: With those of the codes below it.
    below: bool = False


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One code with its quotes."""

    lens: Lens
    branch: Branch
    #: The codes above it, outermost first.
    above: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    #: How many there are under the filter, of which `quotes` is one page.
    found: int
    page: int
    pages: int
    coders: tuple[str, ...]
    #: Id to title of the sources coded.
    sources: dict[str, str]


def tree(standing: Standing, lens: str) -> Tree:
    """Return one lens with what was coded by it. Raises NoSuchThingError."""
    return _tree(standing, _lens(standing, lens), _by_code(standing), few=FEW)


def trees(standing: Standing) -> list[Tree]:
    """Return every lens of the study with its counts, without quotes."""
    coded = _by_code(standing)
    return [_tree(standing, lens, coded, few=0) for lens in standing.study.lenses.values()]


def code_shown(standing: Standing, lens: str, path: str, only: Only, *, page: int = 1) -> Shown:
    """Return one page of a code's quotes, in the order coded.

    Raises:
        NoSuchThingError: Where the study has no such lens.
        NoSuchCodeError: Where the lens has no such code.
    """
    found, coded = _lens(standing, lens), _by_code(standing)
    reference = f"{lens}/{path}"
    codes = dict(found.walk())
    if reference not in codes:
        raise NoSuchCodeError(lens, path, [known.partition("/")[2] for known in codes])
    branch = _branch(standing, reference, codes[reference], coded, few=0)
    mine = [
        coding for name in ([*_references(branch)] if only.below else [reference]) for coding in coded.get(name, ())
    ]
    every = [coding for name in _references(branch) for coding in coded.get(name, ())]
    wanted = [coding for coding in mine if _wanted(standing, coding, only)]
    pages = max(1, -(-len(wanted) // ON_PAGE))
    page = min(max(1, page), pages)
    shown = wanted[(page - 1) * ON_PAGE : page * ON_PAGE]
    steps = path.split(".")
    names = [f"{lens}/{'.'.join(steps[:number])}" for number in range(1, len(steps))]
    sources = {source.id: source.title for coding in every if (source := _source(standing, coding))}
    return Shown(
        lens=found, branch=branch, above=tuple((name.partition("/")[2], codes[name].name) for name in names),
        quotes=_quotes(standing, shown), found=len(wanted), page=page, pages=pages,
        coders=tuple(sorted({coding.speaker for coding in every})),
        sources=dict(sorted(sources.items(), key=lambda pair: pair[1].casefold())),
    )  # fmt: skip


def waiting(standing: Standing) -> int:
    """Return how many passages wait in the residual bucket."""
    return sum(coding.code == RESIDUAL for coding in standing.study.records.of(Coding))


def _lens(standing: Standing, lens: str) -> Lens:
    known = standing.study.lenses
    if lens not in known:
        raise NoSuchThingError("lens", lens, known)
    return known[lens]


def _by_code(standing: Standing) -> dict[str, list[Coding]]:
    coded: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in standing.study.records.of(Coding):
        coded[coding.code].append(coding)
    return coded


def _tree(standing: Standing, lens: Lens, coded: Mapping[str, Sequence[Coding]], *, few: int) -> Tree:
    branches = tuple(_branch(standing, f"{lens.id}/{code.id}", code, coded, few=few) for code in lens.codes)
    codes = [reference for reference, _ in lens.walk()]
    original = next((one for one in shipped() if one.id == lens.id), None)
    edits = [memo for memo in standing.study.records.of(Memo) if (edit_of(memo.id) or ("",))[0] == lens.id]
    return Tree(
        lens=lens, branches=branches, total=sum((branch.total for branch in branches), Counts()),
        unused=sum(not coded.get(reference) for reference in codes), codes=len(codes),
        changes=tuple(compare(original, lens)) if original else (), edits=tuple(reversed(edits)),
    )  # fmt: skip


def _branch(
    standing: Standing, reference: str, code: Code, coded: Mapping[str, Sequence[Coding]], *, few: int
) -> Branch:
    own = coded.get(reference, ())
    counts = Counts(**Counter(coding.stance for coding in own))
    below = tuple(_branch(standing, f"{reference}.{child.id}", child, coded, few=few) for child in code.codes)
    # What speaks against a code is rarest and most worth seeing beside what speaks for it.
    first = sorted(own, key=lambda coding: ("contradicts", "supports", "mentions").index(coding.stance))
    return Branch(
        reference=reference, code=code, own=counts, total=sum((child.total for child in below), counts),
        quotes=_quotes(standing, first[:few]), below=below,
    )  # fmt: skip


def _references(branch: Branch) -> Iterator[str]:
    yield branch.reference
    for child in branch.below:
        yield from _references(child)


def _wanted(standing: Standing, coding: Coding, only: Only) -> bool:
    source = _source(standing, coding) if only.source else None
    return (
        only.stance in {"", coding.stance}
        and only.coder in {"", coding.speaker}
        and (not only.source or (source is not None and source.id == only.source))
    )


def _source(standing: Standing, coding: Coding) -> Source | None:
    passage = standing.study.records.get(Passage, coding.passage)
    return standing.study.records.get(Source, passage.source) if passage else None


def _quotes(standing: Standing, codings: Sequence[Coding]) -> tuple[Quote, ...]:
    return standing.binder.quoting.codings(coding.id for coding in codings)
