"""Names of bookmarks for the ids of sentences, and back.

Word allows letters, digits and underscores in a bookmark's name, makes no difference between capitals and small
letters, and cuts at forty characters. LibreOffice is more liberal, but what it saves must be read by Word.
"""

from __future__ import annotations

import hashlib
import re

#: Longest name that Word keeps.
LONGEST = 40
_CODE = re.compile(r"__|_([0-9a-f]+)_")


def bookmark(identity: str) -> str:
    """Return the bookmark name of a sentence id.

    ``s-victims-2014`` becomes ``s_victims__2014``: after ``s_`` for the ``s-`` of the id (``i_`` where it has none)
    small letters and digits stand for themselves, two underscores for a hyphen, and any other sign as its number in
    hexadecimal between two underscores. An id too long for that is named by a hash, which leads back only with the
    list of ids that the document keeps among its properties.
    """
    plain = identity.removeprefix("s-")
    prefix = "s_" if plain != identity else "i_"
    name = prefix + "".join(map(_coded, plain))
    return name if len(name) <= LONGEST else f"long_{hashlib.sha256(identity.encode()).hexdigest()[: LONGEST - 5]}"


def _coded(sign: str) -> str:
    if sign.isascii() and (sign.isdigit() or sign.islower()):
        return sign
    return "__" if sign == "-" else f"_{ord(sign):x}_"


def sentence_id(name: str) -> str | None:
    """Return the sentence id of a bookmark name; None for a name that is no sentence's, or a hash."""
    prefix, code = name[:2], name[2:]
    if prefix not in ("s_", "i_") or not code:
        return None
    plain = _CODE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "-", code)
    identity = f"s-{plain}" if prefix == "s_" else plain
    # Only what we would have named so ourselves: a heading's bookmark may begin with the same letters.
    return identity if bookmark(identity) == name else None
