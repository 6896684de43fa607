"""The figures of a report while it is written: each drawn when it is looked at, and again only when its data change."""

from __future__ import annotations

import html
import threading
from collections.abc import Mapping
from urllib.parse import urlencode

from colligate.actions.looking import Stamp, Standing
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.reports.composing import Composed
from colligate.reports.document import Figure
from colligate.study.building import drawn, read_report_of

#: What a figure is known by: its name and its attributes.
_Wanted = tuple[str, tuple[tuple[str, str], ...]]


class Illustrated:
    """The report of one study with an image in the place of each figure, and the figures drawn so far."""

    def __init__(self, address: str) -> None:
        """Take the address that images are asked for at; name and attributes of a figure are added to it."""
        self._address = address
        self._lock = threading.Lock()
        self._composed: tuple[Standing, Composed] | None = None
        self._data: Stamp = ()
        self._drawn: dict[_Wanted, bytes] = {}

    def composed(self, standing: Standing) -> Composed:
        """Return the report as it stands; its figures are images that are yet to be asked for."""
        if self._composed is None or self._composed[0] is not standing:
            known = standing.material, standing.assessment
            self._composed = standing, read_report_of(standing.study, assessed=known, draw=self._image)
        return self._composed[1]

    def svg(self, standing: Standing, name: str, attributes: Mapping[str, str]) -> bytes:
        """Draw a figure. Raises ColligateError where it cannot be drawn, as of a study without what it shows."""
        wanted = name, tuple(sorted(attributes.items()))
        # One at a time: drawing takes both cores already.
        with self._lock:
            report = str(standing.study.folder.report)
            data = tuple(one for one in standing.stamp if not one[0].startswith(report))
            if data != self._data:
                self._data, self._drawn = data, {}
            if wanted not in self._drawn:
                self._drawn[wanted] = drawn(name, dict(attributes), standing.material, standing.assessment).svg
            return self._drawn[wanted]

    def _image(self, name: str, attributes: dict[str, str], case: Material, assessment: Assessment) -> Figure:
        del case, assessment
        asked = html.escape(f"{self._address}?{urlencode({'name': name} | attributes)}")
        image = f'<img loading="lazy" alt="Figure: {html.escape(name)}" src="{asked}">'
        return Figure(name=name, title=name, caption="", svg=image.encode(), png=b"")
