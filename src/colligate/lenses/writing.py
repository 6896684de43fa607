"""A lens as canonical YAML: the same lens gives the same bytes, and reading them gives the lens back."""

from __future__ import annotations

import msgspec
import yaml

from colligate.lenses.lens import Lens


def lens_bytes(lens: Lens) -> bytes:
    """Write a lens in UTF-8, keys in the order of the struct, fields at their default left out."""
    # The pure Python dumper, because libyaml breaks lines elsewhere and is not on every machine.
    text = yaml.dump(
        msgspec.to_builtins(lens),
        Dumper=yaml.SafeDumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=110,
    )
    return text.encode()
