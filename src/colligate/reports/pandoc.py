"""The one place where pandoc is run: bytes in, bytes out, no files read, no network."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

from colligate.problems import ColligateError

#: Seconds after which a conversion is given up; a long report takes less than one.
TIME_LIMIT = 120

#: Pandoc's Markdown without what would make a report depend on more than its text.
MARKDOWN = "markdown-raw_tex-latex_macros"


class PandocError(ColligateError):
    """Pandoc could not read or write something."""

    def __init__(self, message: str) -> None:
        """Pass on pandoc's first line."""
        first = message.strip().splitlines()[0] if message.strip() else "it stopped without saying why"
        super().__init__(f"Pandoc cannot read this: {first}. Correct the place it names and build again.")


def pandoc(data: bytes, *arguments: str) -> bytes:
    """Run pandoc on bytes with the arguments given and return what it writes. Raises PandocError."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--data-dir=/nonexistent", *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise PandocError(f"it takes more than {TIME_LIMIT} seconds") from None
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def read_markdown(data: bytes) -> dict[str, Any]:
    """Read pandoc's Markdown into its JSON document. Raises PandocError."""
    return json.loads(pandoc(data, f"--from={MARKDOWN}", "--to=json"))
