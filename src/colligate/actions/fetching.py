"""A source fetched from its address; the network is used only when asked."""

from __future__ import annotations

import re
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from colligate.actions.adding import AddReport, add_sources
from colligate.problems import ColligateError
from colligate.record import version
from colligate.sources.source import Source
from colligate.study.folder import digest
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

#: Larger files are refused: a page or report of this size is a mistake.
LIMIT = 512 * 1024 * 1024
_SUFFIX = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/xhtml+xml": ".html",
    "application/epub+zip": ".epub",
}


class FetchError(ColligateError):
    """An address that did not give the document wanted."""

    def __init__(self, url: str, reason: str, remedy: str) -> None:
        """Build the sentence from address, reason and way out."""
        super().__init__(f"{url}: {reason} {remedy}")


def fetch_source(path: Path, url: str, *, by: str, sha256: str = "", timeout: float = 60) -> AddReport:
    """Fetch a document and add it as a source, with its address and the date of retrieval.

    Args:
        path: The study folder.
        url: An http or https address.
        by: Whose journal.
        sha256: The hash the file must have; where a source of this address is already here, its hash is compared.
        timeout: Seconds to wait for the server.

    Raises:
        NotAStudyError: Where `path` is no study.
        FetchError: Where nothing comes, or something else than wanted.
    """
    study = Study(path)
    data, media_type = _get(url, timeout)
    found = digest(data)
    known = [source for source in study.records.of(Source) if source.url == url]
    wanted = sha256 or (known[-1].sha256 if known else "")
    if wanted and found != wanted:
        raise FetchError(
            url,
            f"What is there now has SHA-256 {found}, not {wanted}: the document changed.",
            "The study keeps its own. To add the new edition beside it, save it and use 'colligate sources add'.",
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / _name(url, media_type)
        file.write_bytes(data)
        report = add_sources(path, [file], by=by)
    for identity in report.added:
        _say_where_from(path, identity, url, by=by)
    return report


def _get(url: str, timeout: float) -> tuple[bytes, str]:
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(url, "This is not an http or https address.", "Use 'colligate sources add' for files.")
    request = urllib.request.Request(url, headers={"User-Agent": "Colligate"})  # noqa: S310 - the scheme is checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 - the scheme is checked
            data = answer.read(LIMIT + 1)
            media_type = answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        raise FetchError(url, f"The server answered {error.code}.", "Check the address in a browser.") from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise FetchError(url, f"Nothing came: {reason}.", "Check the address and the connection.") from error
    if len(data) > LIMIT:
        raise FetchError(url, "The file is larger than 512 MiB.", "Save it and use 'colligate sources add'.")
    return data, media_type


def _name(url: str, media_type: str) -> str:
    last = urllib.parse.unquote(urllib.parse.urlsplit(url).path.rstrip("/").rpartition("/")[2])
    name = re.sub(r"[^\w.-]+", "-", last).strip(".-") or "page"
    return name if Path(name).suffix else name + _SUFFIX.get(media_type, "")


def _say_where_from(path: Path, identity: str, url: str, *, by: str) -> None:
    study = Study(path)
    source = study.records.get(Source, identity)
    if source is None:
        return
    at = stamp(study.records.latest)
    told = msgspec.structs.replace(
        source,
        by=by,
        at=at,
        url=url,
        retrieved=datetime.now(UTC).date().isoformat(),
        csl={"URL": url, **source.csl},
        revises=(version(source),),
    )
    Journal(study.folder.journals / f"{by}.jsonl").append([told])
