"""A lens as canonical YAML: the same lens gives the same bytes, and reading them gives the lens back."""

from __future__ import annotations

import re

import msgspec
import yaml

from colligate.lenses.lens import Lens

#: Line ends other than the common one, which YAML folds into blanks unless they are escaped.
_RARE_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")


class _Dumper(yaml.SafeDumper):
    """Python's own dumper, because libyaml breaks lines elsewhere and is not on every machine."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if _RARE_LINE_ENDS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def lens_bytes(lens: Lens) -> bytes:
    """Write a lens in UTF-8, keys in the order of the struct, fields at their default left out."""
    text = yaml.dump(
        msgspec.to_builtins(lens),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=110,
    )
    return text.encode()
