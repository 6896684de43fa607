"""The worked study, where it lies and where it is served."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


class Served:
    """A copy of the worked study, open at an address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
