"""Pandoc's Markdown as the reports of Colligate are written in it."""

from __future__ import annotations

import json
from typing import Any

from colligate.pandoc import PandocError, pandoc

__all__ = ["MARKDOWN", "PandocError", "pandoc", "read_markdown"]

#: Pandoc's Markdown without what only one form of output could set, or could be made to run.
MARKDOWN = "markdown-raw_html-raw_tex-raw_attribute-latex_macros"


def read_markdown(data: bytes) -> dict[str, Any]:
    """Read pandoc's Markdown into its JSON document. Raises PandocError."""
    return json.loads(pandoc(data, f"--from={MARKDOWN}", "--to=json"))
