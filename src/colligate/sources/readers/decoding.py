"""Bytes to characters, whatever the encoding; and the cleaning every reader's text goes through."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Above this share of undecodable characters a text is not UTF-8 with slips but another encoding.
_SLIPS = 0.002

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

#: Bytes that are letters, quotes or dashes in windows-1252 and so expected in Western text.
_WESTERN = re.compile(rb"(?<![\x80-\xff])[\x80\x82-\x8c\x8e\x91-\x9c\x9e-\xff]{1,2}(?![\x80-\xff])")


#: Bytes that are nothing in TIS-620 and in windows-874.
_NOT_THAI = re.compile(rb"[\x81-\x84\x86-\x90\x98-\x9f\xdb-\xde\xfc-\xff]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the characters and the name of the encoding they were read with.

    In this order: byte order mark, UTF-16 without one, UTF-8, Thai, windows-1252 where the bytes beyond ASCII stand
    alone as accented letters do, and else what charset-normalizer finds most coherent.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if encoding := _wide(data):
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _legacy(data)


#: What files call an encoding, where it means another: as browsers take it (WHATWG Encoding Standard).
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "tis-620": "cp874"}
_MEANT |= {
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
}


def decode_labelled(data: bytes, label: str) -> tuple[str, str]:
    """Return the characters and the encoding of a file that names one; a wrong or unknown name is passed over."""
    encoding = _MEANT.get(label.lower(), label.lower())
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    if not encoding or marked:
        return decode(data)
    try:
        return data.decode(encoding), encoding
    except (LookupError, ValueError):
        return decode(data)


def clean(text: str) -> str:
    r"""Return the text with ``\n`` line ends and without marks, NUL and control characters; form feeds are kept."""
    text = text.replace("\ufeff", "").replace("\x00", "")
    text = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text)


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without a mark by the zero bytes in every other place."""
    head = data[:4000]
    half = len(head) // 2
    if half < 2 or head.count(0) < 0.2 * half:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else ""


def _legacy(data: bytes) -> tuple[str, str]:
    slips = data.decode("utf-8", "replace")
    if slips.count("\ufffd") <= _SLIPS * len(slips):
        return slips, "utf-8"
    high = sum(byte >= 0x80 for byte in data)
    if _thai(data, high):
        return data.decode("cp874", "replace"), "cp874"
    lone = sum(len(match) for match in _WESTERN.findall(data))
    if lone >= 0.9 * high and high < 0.3 * len(data):
        return data.decode("cp1252", "replace"), "cp1252"
    best = from_bytes(data).best()
    if best is None:
        return data.decode("cp1252", "replace"), "cp1252"
    return data.decode(best.encoding, "replace"), best.encoding


def _thai(data: bytes, high: int) -> bool:
    """Recognise TIS-620: runs of bytes beyond ASCII in which consonants are followed by Thai vowels and tones."""
    consonants = sum(0xA1 <= byte <= 0xCE for byte in data)
    signs = sum(0xD0 <= byte <= 0xDA or 0xE0 <= byte <= 0xEE for byte in data)
    outside = len(_NOT_THAI.findall(data))
    long_runs = sum(len(run) for run in re.findall(rb"[\xa1-\xda\xdf-\xfb]{4,}", data))
    return outside == 0 and high > 0 and long_runs > 0.7 * high and 0.2 * high < signs and consonants > 0.35 * high
