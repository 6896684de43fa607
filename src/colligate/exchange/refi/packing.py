"""The archive of a .qdpx, written so that the same files are the same bytes."""

from __future__ import annotations

import io
import zipfile

#: Packed already.
_PACKED = (".pdf", ".docx", ".odt", ".epub", ".png", ".jpg", ".jpeg", ".zip")


class Archive:
    """The files of a .qdpx, each at a fixed date."""

    def __init__(self) -> None:
        """Begin empty."""
        self._files: list[tuple[str, bytes]] = []

    def put(self, name: str, data: bytes, *, first: bool = False) -> None:
        """Add a file, at the end or at the front."""
        self._files.insert(0 if first else len(self._files), (name, data))

    def bytes(self) -> bytes:
        """Return the archive."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in self._files:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
                archive.writestr(info, data, compresslevel=5)
        return out.getvalue()
