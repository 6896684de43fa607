"""Scripts written without blanks between words: which have a dictionary to part them, and which have none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Scripts whose words a dictionary parts (ICU's), with the language that most texts in them are in.
PARTED: dict[str, tuple[str, str]] = {
    "Thai": ("\u0e01-\u0e3a\u0e40-\u0e4e", "th"),
    "Lao": ("\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf", "lo"),
    "Khmer": ("\u1780-\u17d3\u17d7\u17dc\u17dd", "km"),
    "Burmese": ("\u1000-\u103f\u1050-\u109d", "my"),
    "Japanese": ("\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff", "ja"),
    "Chinese": ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "zh"),
}
#: Scripts without blanks and without a dictionary here: they are searched by characters.
UNPARTED: dict[str, str] = {
    "Tibetan": "\u0f00\u0f40-\u0fbc",
    "Tai Le": "\u1950-\u1974",
    "New Tai Lue": "\u1980-\u19c9",
    "Tai Tham": "\u1a20-\u1a7c",
    "Balinese": "\u1b00-\u1b4c",
    "Javanese": "\ua980-\ua9c0",
    "Tai Viet": "\uaa80-\uaadf",
    "Yi": "\ua000-\ua48c",
}
_PARTED = "".join(characters for characters, _ in PARTED.values())
_UNPARTED = "".join(UNPARTED.values())
#: Characters of scripts without blanks, as a class of regular expressions has them inside its brackets: those of which
#: one makes half a word or so, and those that spell words out.
SIGNS = f"{PARTED['Japanese'][0]}{PARTED['Chinese'][0]}{UNPARTED['Yi']}"
SPELT = "".join(
    characters
    for name, characters in {**{name: found for name, (found, _) in PARTED.items()}, **UNPARTED}.items()
    if name not in ("Japanese", "Chinese", "Yi")
)
#: Any character of a script without blanks.
UNSPACED = re.compile(f"[{SIGNS}{SPELT}]")
#: Languages that have no forms of words to be put back, so that nothing is missed for want of a stemmer.
UNINFLECTED = frozenset({"th", "lo", "km", "my", "zh", "vi"})


@cache
def pieces() -> re.Pattern[str]:
    """Return what finds runs of parted scripts (group 1), of unparted ones (group 2) and words between blanks."""
    letters = f"[^\\W_{_PARTED}{_UNPARTED}]"
    return re.compile(f"([{_PARTED}]+)|([{_UNPARTED}]+)|(?:{letters}+|{_within()}+)+")


@cache
def spaced() -> re.Pattern[str]:
    """Return what finds words in a text that has blanks between all of them."""
    return re.compile(f"(?:[^\\W_]+|{_within()}+)+")


@cache
def marks() -> str:
    """Return every character that stands on or beside the one before it (Unicode category M), for inside a class."""
    spans: list[list[int]] = []
    for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)):
        if unicodedata.category(chr(code))[0] == "M":
            if spans and spans[-1][1] == code - 1:
                spans[-1][1] = code
            else:
                spans.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


def _within() -> str:
    """Return what stands in words beside letters and digits: marks on them, and joiners nobody sees."""
    return f"(?:(?!{UNSPACED.pattern})[{marks()}\u00ad\u200c\u200d])"


def script_language(text: str) -> str:
    """Return the language that the commonest parted script of a text speaks for; empty where none makes up a third."""
    letters = sum(character.isalpha() for character in text)
    for characters, tag in PARTED.values():
        if letters and len(re.findall(f"[{characters}]", text)) * 3 > letters:
            return tag
    return ""


def parted_in(text: str) -> list[str]:
    """Return the names of the scripts in a text whose words a dictionary parts."""
    return [name for name, (characters, _) in PARTED.items() if re.search(f"[{characters}]", text)]


def unparted_in(text: str) -> list[str]:
    """Return the names of the scripts in a text whose words nothing here parts."""
    return [name for name, characters in UNPARTED.items() if re.search(f"[{characters}]", text)]
