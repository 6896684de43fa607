"""A file of references that is damaged throughout is told of entry by entry, for as long as that is worth the time."""

from __future__ import annotations

import re

from colligate.sources.bibtex import read_bibtex


def test_every_entry_of_a_file_damaged_throughout_is_accounted_for() -> None:
    text = "".join(f"@book{{k{number}, title={{x{number}}}\n\n" for number in range(300))
    items, problems = read_bibtex(text, "all.bib")
    untried = [found for one in problems if (found := re.search(r"; (\d+) from this one on", one.message))]
    assert items == []
    assert untried
    assert len(problems) - len(untried) + sum(int(found[1]) for found in untried) == 300


def test_a_sound_entry_behind_a_third_of_a_million_empty_lines_is_read() -> None:
    items, problems = read_bibtex(f"@book{{a, title={{One}}}}{chr(10) * 333_333}@book{{b, title={{Two}}}}", "gap.bib")
    assert ([(item["id"], item["title"]) for item in items], problems) == ([("a", "One"), ("b", "Two")], [])
