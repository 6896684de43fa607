"""An annotation as its file states it, whoever wrote it: W3C JSON-LD, or Hypothesis's export and API rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import msgspec

from colligate.exchange.annotations.giving import CANONICAL
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.guids import plain

#: Annotations of one file.
MOST = 1_000_000


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document, as a selector names them."""

    #: Addresses the document is known by.
    addresses: tuple[str, ...]
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    #: Half-open, in Unicode code points of the text; None where no position is given, or it counts a web page's UTF-16.
    start: int | None = None
    end: int | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One annotation."""

    id: str
    #: Id of our own record, where the file names it.
    ours: str = ""
    creator: str = ""
    quotes: tuple[Quote, ...] = ()
    comment: str = ""
    tags: tuple[str, ...] = ()
    #: IRIs of codes.
    codes: tuple[str, ...] = ()
    stance: str = ""
    #: IRI of what it is about.
    about: str = ""
    #: Id of the annotation it answers.
    answers: str = ""
    #: Bodies and selectors that are no words.
    unread: tuple[str, ...] = ()


def read_notes(data: bytes, name: str) -> list[Note]:
    """Read every annotation of a file. Raises RefusedFileError where it holds none in a form known here."""
    try:
        content = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = f"It is no JSON, or is cut short: {error}."
        raise RefusedFileError(name, reason, "Export it again from the program that made it.") from error
    found: list[Note] = []
    for number, item in enumerate(_items(content)):
        if number >= MOST:
            raise RefusedFileError(name, f"It has more than {MOST:,} annotations.", "Split the file.")
        found.append(_hypothesis(item) if "uri" in item else _w3c(item))
    if not found and (elsewhere := _elsewhere(content)):
        return [Note(id=elsewhere)]
    if not found and not _is_empty(content):
        raise RefusedFileError(
            name, "It is JSON without annotations.",
            "Choose a W3C annotation, a page or collection of them, or an export of Hypothesis.",
        )  # fmt: skip
    return found


def _items(content: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(content, list):
        for item in content:
            yield from _items(item)
    if not isinstance(content, dict):
        return
    kinds = _listed(content.get("type"))
    if "Annotation" in kinds or ("uri" in content and "target" in content):
        yield content
        return
    for key in ("items", "rows", "annotations", "first"):
        if isinstance(content.get(key), list | dict):
            yield from _items(content[key])


def _elsewhere(content: Any) -> str:  # noqa: ANN401 - any JSON
    """Return where the annotations of a collection lie that only points to them."""
    first = content.get("first") if isinstance(content, dict) else None
    return first if isinstance(first, str) else ""


def _is_empty(content: Any) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(content, dict) and any(
        content.get(key) in ([], 0) for key in ("items", "rows", "annotations", "total")
    )


def _hypothesis(item: dict[str, Any]) -> Note:
    document = item.get("document") or {}
    links = [str(link.get("href", "")) for link in _dicts(document.get("link"))] if isinstance(document, dict) else []
    addresses = tuple(dict.fromkeys([str(item.get("uri", "")), *links]))
    quotes = [_quoted(target, addresses, positions=False) for target in _dicts(item.get("target"))]
    references = [str(name) for name in _listed(item.get("references"))]
    return Note(
        id=str(item.get("id", "")),
        creator=str(item.get("user", "")).removeprefix("acct:").partition("@")[0],
        quotes=tuple(quotes) or (Quote(addresses=addresses),),
        comment=str(item.get("text") or "").strip(),
        tags=tuple(str(tag).strip() for tag in _listed(item.get("tags")) if str(tag).strip()),
        answers=references[-1] if references else "",
    )


def _w3c(item: dict[str, Any]) -> Note:
    canonical = str(item.get("canonical") or "")
    found: dict[str, list[str]] = {"comment": [], "tag": [], "code": [], "stance": [], "about": [], "unread": []}
    for body in _bodies(item):
        _body(body, found)
    if isinstance(item.get("bodyValue"), str):
        found["comment"].append(item["bodyValue"])
    return Note(
        id=str(item.get("id") or ""),
        ours=unquote(canonical.removeprefix(CANONICAL)) if canonical.startswith(CANONICAL) else "",
        creator=_creator(item.get("creator")),
        quotes=tuple(_targets(item.get("target"))),
        comment="\n\n".join(found["comment"]).strip(),
        tags=tuple(found["tag"]),
        codes=tuple(found["code"]),
        stance="".join(found["stance"][:1]),
        about="".join(found["about"][:1]),
        unread=tuple(found["unread"]),
    )


def _bodies(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for body in _listed(item.get("body")):
        yield body if isinstance(body, dict) else {"id": str(body)}


def _body(body: dict[str, Any], found: dict[str, list[str]]) -> None:
    purposes = [str(purpose) for purpose in _listed(body.get("purpose"))]
    value, source = body.get("value"), body.get("source") or body.get("id")
    source = source.get("id") if isinstance(source, dict) else source
    if isinstance(value, str):
        key = {"tagging": "tag", "classifying": "tag", "assessing": "stance"}.get("".join(purposes[:1]), "comment")
        found[key].append(value)
    elif "classifying" in purposes and source:
        found["code"].append(str(source))
    elif "identifying" in purposes and source:
        found["about"].append(str(source))
    else:
        found["unread"].append(str(source or body.get("type") or "body"))


def _targets(target: Any) -> Iterator[Quote]:  # noqa: ANN401 - any JSON
    for each in _listed(target):
        if isinstance(each, dict):
            source = each.get("source") or each.get("id")
            address = source.get("id") if isinstance(source, dict) else source
            yield _quoted(each, (str(address or ""),), positions=True)
        else:
            yield Quote(addresses=(str(each),))


def _quoted(target: dict[str, Any], addresses: tuple[str, ...], *, positions: bool) -> Quote:
    said: dict[str, Any] = {}
    for selector in _selectors(target.get("selector")):
        if selector.get("type") == "TextQuoteSelector":
            said |= {key: str(selector.get(key) or "") for key in ("exact", "prefix", "suffix")}
        if selector.get("type") == "TextPositionSelector" and positions:
            said |= {key: selector[key] for key in ("start", "end") if isinstance(selector.get(key), int)}
    return Quote(addresses=addresses, **said)


def _selectors(written: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    for selector in _dicts(written):
        yield selector
        yield from _selectors(selector.get("refinedBy"))


def _creator(written: Any) -> str:  # noqa: ANN401 - any JSON
    creator = next(iter(_listed(written)), "")
    if isinstance(creator, dict):
        name = next((creator[key] for key in ("nickname", "name", "id") if creator.get(key)), "")
        return str(next(iter(_listed(name)), ""))
    return str(creator)


def _listed(written: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    if written is None:
        return []
    return written if isinstance(written, list) else [written]


def _dicts(written: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    return [each for each in _listed(written) if isinstance(each, dict)]


def guid_of(iri: str) -> str:
    """Return the GUID of a ``urn:uuid:``; empty for any other IRI."""
    return plain(iri.removeprefix("urn:uuid:")) if iri.startswith("urn:uuid:") else ""
