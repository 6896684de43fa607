"""What a reader of a package is told first."""

from __future__ import annotations

from colligate.exchange.package.contents import Contents

_README = """\
# {title}

{question}

This folder is a whole study made with {program} {number}, described in `ro-crate-metadata.json` (RO-Crate 1.1).

| place | what |
|---|---|
| `build/report.html` | the report: each sentence leads to the quotes it rests on |
| `build/evidence.xlsx`, `build/evidence.csv` | the same as a table |
| `study.yaml`, `lenses/` | question, method, and the theories as codebooks |
| `journal/` | everything said by people, one act a line |
| `originals/`, `texts/` | documents as published, and the text that was read in them |
| `report/` | the report as written |
| `provenance.json` | from sources to sentences, as PROV-JSON |
| `losses.txt` | what was changed or left out on the way here |

## Build it again

Install {program} {number}, then

    colligate build .

writes `build/` anew. Where nothing was changed it holds the same bytes as before. From the archive, `colligate import
PACKAGE.zip --study FOLDER` unpacks and holds every file against its hash first.
{withheld}"""

_WITHHELD = """
## Withheld

{count} of the sources {are} confidential. Of {them} this package holds the hash of the file, and nothing else that was
in the file: wherever words of it stood there is a blot ({blot}). Levels, counts and the places of passages are those of
the whole study. Whoever is given a document can hold it against its hash.
"""


def readme(contents: Contents) -> bytes:
    """Write the README."""
    program, number = next(iter(contents.software.items()))
    one = len(contents.withheld) == 1
    withheld = _WITHHELD.format(
        count=len(contents.withheld), are="is" if one else "are", them="it" if one else "each", blot="\u2588" * 5
    )
    return _README.format(
        title=contents.title, question=contents.question, program=program, number=number,
        withheld=withheld if contents.withheld else "",
    ).encode()  # fmt: skip
