"""The study file changed key by key, so that the comments and the order of whoever wrote it stay."""

from __future__ import annotations

import io

import msgspec
import yaml

from colligate.study.settings import Settings, read_settings, settings_bytes


def settings_rewritten(data: bytes, wanted: Settings) -> bytes:
    """Return a study file's bytes with the keys replaced whose values differ; all else stays byte for byte.

    A comment inside the value of a key that is replaced goes with it. A file in a form that cannot be changed so, one
    that sets its keys in braces for instance, is set anew from what it says.
    """
    known, problems = read_settings(data, "study.yaml")
    if problems:
        return settings_bytes(wanted)
    if known == wanted:
        return data
    before, after = msgspec.to_builtins(known), msgspec.to_builtins(wanted)
    text = data.decode("utf-8-sig")
    try:
        for key in after:
            if before[key] != after[key]:
                text = _with(text, key, after[key])
    except yaml.YAMLError:  # an alias to a line that is gone
        return settings_bytes(wanted)
    written = text.encode()
    kept, faults = read_settings(written, "study.yaml")
    return written if kept == wanted and not faults else settings_bytes(wanted)


def _with(text: str, key: str, value: object) -> str:
    """Return the text with one key's lines replaced, or added at its end."""
    block = yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=100)
    lines = io.StringIO(text).readlines()
    starts = _starts(text)
    if key not in starts:
        return f"{text.rstrip()}\n{block}" if text.strip() else block
    first = starts[key]
    last = min((start for start in starts.values() if start > first), default=len(lines))
    # What stands between this value and the next key belongs to the next key.
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return "".join((*lines[:first], block, *lines[last:]))


def _starts(text: str) -> dict[str, int]:
    """Return the line, from 0, on which each key of the file stands."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line for key, _ in root.value}
