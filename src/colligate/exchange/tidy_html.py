"""A table for reading as one HTML page: no script, no other file, readable in print, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from colligate.exchange.losses import Losses
from colligate.exchange.tidy_layout import Fitting, Shown, caption, laid_out, language
from colligate.exchange.tidy_table import Row, Tidy, in_words

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#555;--paper:#fff;--line:#c8cdd0;--head:#eef3f5}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#b0b4b6;--paper:#16191b;--line:#444b4f;--head:#22292d}}
body{margin:1.5rem;background:var(--paper);color:var(--ink);font:15px/1.45 Calibri,Carlito,system-ui,sans-serif}
table{border-collapse:collapse;width:100%;min-width:64rem;table-layout:fixed}
caption{text-align:start;padding-block-end:.75rem} h1{font-size:1.5rem;margin:0}
th,td{text-align:start;vertical-align:top;padding:.4rem .5rem;border-block-end:1px solid var(--line);
white-space:pre-line;overflow-wrap:anywhere;font-weight:normal}
thead th{background:var(--head);font-weight:bold;position:sticky;inset-block-start:0}
small,details{display:block;color:var(--soft);font-size:.82rem}
details{margin-block-start:.3rem} dd{margin:0}
dl{margin:.3rem 0;display:grid;grid-template-columns:10rem 1fr;gap:0 .6rem}
summary{cursor:pointer}
@page{size:A4 landscape;margin:15mm}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--line:#aaa;--head:#eee} body{margin:0;font-size:9pt}
table{min-width:0} thead{display:table-header-group} thead th{position:static} tr{break-inside:avoid}
details:not([open]){display:none}}
"""
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<table>
<caption><h1>{title}</h1></caption>
<colgroup>{widths}</colgroup>
<thead><tr>{heads}</tr></thead>
<tbody>
"""
_FOOT = "</tbody>\n</table>\n</main>\n</body>\n</html>\n"


def html_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as one page, UTF-8. Columns that the page is too narrow for stand folded away in the widest of a row."""
    shown, rest = laid_out(table)
    whole = sum(one.width for one in shown)
    head = _HEAD.format(
        title=escape(caption(table)),
        style=_STYLE,
        widths="".join(f'<col style="width:{100 * one.width / whole:.1f}%">' for one in shown),
        heads="".join(f'<th scope="col">{escape(one.head)}</th>' for one in shown),
    )
    fitting = Fitting()
    body = (_row(row, in_words(row.get(table.key)), shown, rest, fitting) for row in table.rows)
    page = "".join((head, *body, _FOOT)).encode()
    losses.changed(table.name, "characters that no page can hold are shown as \ufffd", fitting.changed)
    return page


def _row(row: Row, key: str, shown: tuple[Shown, ...], rest: tuple[str, ...], fitting: Fitting) -> str:
    widest = max(shown, key=lambda one: one.width)
    cells: list[str] = []
    for number, one in enumerate(shown):
        words = escape(fitting(one.words(row), key))
        small = escape(fitting(one.small_words(row), key))
        told = language(row) if one.quoted else ""
        inside = f'<span lang="{told}" dir="auto">{words}</span>' if told else f"<bdi>{words}</bdi>" if words else ""
        inside += f"<small>{small}</small>" if small else ""
        inside += "".join(_folded(row, key, rest, fitting)) if one is widest and rest else ""
        cells.append(f"<td>{inside}</td>" if number else f'<th scope="row">{inside}</th>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _folded(row: Row, key: str, rest: Iterable[str], fitting: Fitting) -> Iterator[str]:
    """Yield the columns that have no place of their own, those that say something."""
    told = [(column, words) for column in rest if (words := in_words(row.get(column)))]
    if told:
        yield f"<details><summary>more on {escape(fitting(key, key))}</summary><dl>"
        for column, words in told:
            yield f"<dt>{escape(column)}</dt><dd>{escape(fitting(words, key))}</dd>"
        yield "</dl></details>"
