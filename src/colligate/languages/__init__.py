"""What depends on a language, as data: a folder for each language, in it one YAML file for each topic.

The code that reads them holds no word of any language. A language is added by writing its files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

from colligate.problems import ColligateError


class NoWordsError(ColligateError):
    """A language, or a topic of it, that nobody has written yet."""

    def __init__(self, language: str, topic: str) -> None:
        """Name both and the languages there are."""
        known = ", ".join(languages())
        super().__init__(f"There are no words on {topic} for the language '{language}'. Languages known: {known}.")


def languages() -> tuple[str, ...]:
    """Return the languages there are, as BCP 47 tags."""
    folders = (entry for entry in resources.files("colligate.languages").iterdir() if entry.is_dir())
    return tuple(sorted(entry.name for entry in folders if not entry.name.startswith("_")))


#: What a text is called whose language none of the files knows (ISO 639-2).
UNKNOWN = "und"
#: Fewer words than this tell nothing, and common words make up at least this share of a text of their language.
_FEWEST, _SHARE, _READ = 20, 0.15, 20_000
_WORD = re.compile(r"[^\W\d_]+")


def spoken(text: str) -> str:
    """Return the language of a text by its commonest words; `UNKNOWN` where none of those known fits.

    A text of a few words is taken to be in the first language known.
    """
    met = [word.casefold() for word in _WORD.findall(text[:_READ])]
    if len(met) < _FEWEST:
        return languages()[0]
    shares = {
        tag: sum(map(frozenset(words("common", tag)["words"]).__contains__, met)) / len(met) for tag in languages()
    }
    best = max(shares, key=lambda tag: (shares[tag], tag))
    return best if shares[best] >= _SHARE else UNKNOWN


@cache
def words(topic: str, language: str = "en") -> dict[str, Any]:
    """Return the words of one topic, as its YAML file gives them. Raises NoWordsError."""
    path = resources.files("colligate.languages") / language / f"{topic}.yaml"
    if not path.is_file():
        raise NoWordsError(language, topic)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Words)  # noqa: S506 - a safe loader with less magic


class _Words(yaml.SafeLoader):
    """Reads *on*, *no* and *yes* as the words they are; only *true* and *false* are truth values."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regular expression that matches any of the phrases, the longest first, each blank any white space."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
