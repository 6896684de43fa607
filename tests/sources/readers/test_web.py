"""Web pages."""

from __future__ import annotations

import pytest
from told_text import regions

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import read

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{encoding}"><title>Boats | Harbour Office</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="Harbour Office">
<meta property="og:title" content="Counting boats at Müllerhafen">
<meta property="article:published_time" content="2018-03-04T10:00:00Z">
<link rel="canonical" href="https://harbour.example/boats"></head>
<body><nav><a href="/">Home</a> <a href="/all">All pages</a></nav>
<article><h1>Counting boats at Müllerhafen</h1>
<p>The clerk at Müllerhafen counted forty-one boats in the spring of that year, and wrote the number into the register,
which lies in the <a href="/house">customs house</a> to this day.</p>
<h2>What was found</h2>
<p>Two of them were not boats at all, as the commission found when it came to look at them in the summer.</p>
<ul><li>One was a raft.</li><li>One was a <b>door</b>.</li></ul>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>1911</td><td>41</td></tr></table>
</article><footer>Imprint. All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_main_text_of_a_page_is_kept_and_its_menus_are_not(encoding: str) -> None:
    data = PAGE.format(encoding=encoding).encode(encoding)
    extraction = read(data, "boats.html")
    assert extraction.text == (
        "Counting boats at Müllerhafen\n\n"
        "The clerk at Müllerhafen counted forty-one boats in the spring of that year, and wrote the number into the "
        "register, which lies in the customs house to this day.\n\n"
        "What was found\n\n"
        "Two of them were not boats at all, as the commission found when it came to look at them in the summer.\n\n"
        "- One was a raft.\n- One was a door.\n\n"
        "Year | Boats\n1911 | 41\n"
    )
    assert regions(extraction, "heading") == [("", "Counting boats at Müllerhafen"), ("", "What was found")]
    assert regions(extraction, "table") == [("", "Year | Boats 1911 | 41")]


def test_a_page_tells_title_author_date_site_and_address() -> None:
    csl = read(PAGE.format(encoding="utf-8").encode(), "boats.html").csl
    assert csl["type"] == "webpage"
    assert csl["title"] == "Counting boats at Müllerhafen"
    assert csl["author"] == [{"family": "Doe", "given": "Jane"}]
    assert csl["issued"] == {"date-parts": [[2018, 3, 4]]}
    assert csl["container-title"] == "Harbour Office"
    assert csl["URL"] == "https://harbour.example/boats"


def test_a_page_without_a_main_part_is_read_whole() -> None:
    data = b"<html><head><title>x</title><script>no</script></head><body>One<div>two</div><p>three</body></html>"
    words = read(data, "x.html").text.split()
    assert words == ["One", "two", "three"]


def test_thai_in_its_old_encoding_is_read() -> None:
    words = "ประเทศไทยเป็นประเทศต้นทาง ทางผ่าน และปลายทางของการค้ามนุษย์"
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=tis-620"></head><p>{words}</p></html>'
    )
    assert read(page.encode("tis-620"), "x.htm").text.strip() == words


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="The page holds no text"):
        read(b"<html><body><div id=app></div></body></html>", "x.html")
