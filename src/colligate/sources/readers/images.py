"""Scans as PNG, JPEG or TIFF; a TIFF may hold many pages."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageSequence

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import ocr
from colligate.sources.readers.lines import Sheet
from colligate.sources.readers.sheets import put_together

#: Height of an A4 page in points: images are taken for such pages, so that distances mean the same as in a PDF.
_PAGE = 842.0
#: Narrower or lower images hold no lines of text, and recognition programs stumble over them.
SMALLEST = 16


def read(data: bytes, name: str) -> Extraction:
    """Recognise the text on every page of an image file; raises UnreadableFileError where there is none."""
    engine = ocr.engine()
    if engine is None:
        raise UnreadableFileError(name, "The file is an image.", ocr.REMEDY)
    sheets, media_type = _sheets(data, name, engine)
    if not any(sheet.lines for sheet in sheets):
        raise UnreadableFileError(name, "No text could be recognised on the image.", "Scan it again, sharper.")
    text, layout = put_together(sheets, [str(ordinal) for ordinal in range(1, len(sheets) + 1)])
    return Extraction(
        text=text,
        layout=layout,
        extractor=f"image 1 ({engine.version})",
        media_type=media_type,
        ocr=True,
        problems=ocr.doubts(layout, name),
    )


def _sheets(data: bytes, name: str, engine: ocr.Engine) -> tuple[list[Sheet], str]:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            frames = (_on_white(ImageOps.exif_transpose(frame)) for frame in ImageSequence.Iterator(image))
            return [_sheet(frame, engine) for frame in frames], Image.MIME[image.format or "PNG"]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableFileError(name, "The image is too large.", "Save it with fewer pixels.") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFileError(name, f"The image is damaged ({error}).", "Scan or export it again.") from error


def _on_white(frame: Image.Image) -> Image.Image:
    """Return the image as it looks on paper; a transparent ground would turn black."""
    if not frame.has_transparency_data:
        return frame.convert("RGB")
    covered = Image.new("RGBA", frame.size, "white")
    covered.alpha_composite(frame.convert("RGBA"))
    return covered.convert("RGB")


def _sheet(frame: Image.Image, engine: ocr.Engine) -> Sheet:
    scale = frame.height / _PAGE
    if min(frame.size) < SMALLEST:
        return Sheet(lines=[], width=frame.width / scale, height=_PAGE, confidence=0.0)
    return ocr.recognise(frame, engine, scale=scale)
