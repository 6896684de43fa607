"""The one place where pandoc is started: bytes in, bytes out; it reads no file and no address."""

from __future__ import annotations

import subprocess

import pypandoc

from colligate.problems import ColligateError

#: Seconds after which a conversion is given up; a thousand pages take less.
TIME_LIMIT = 180


class PandocError(ColligateError):
    """Pandoc could not read or write something."""

    def __init__(self, message: str) -> None:
        """Pass on pandoc's first line."""
        first = message.strip().splitlines()[0] if message.strip() else "it stopped without saying why"
        super().__init__(f"Pandoc cannot read this: {first}. Correct the place it names and try again.")


def pandoc(data: bytes, *arguments: str, environment: dict[str, str] | None = None) -> bytes:
    """Run pandoc on bytes with the arguments given and return what it writes.

    Args:
        data: What pandoc reads.
        arguments: Options such as ``--from=docx``.
        environment: All of the variables pandoc sees; those of this process if left out.

    Raises:
        PandocError: Where pandoc refuses the input or takes too long.
    """
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--data-dir=/nonexistent", *arguments]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, check=False, timeout=TIME_LIMIT, env=environment
        )
    except subprocess.TimeoutExpired:
        raise PandocError(f"it takes more than {TIME_LIMIT} seconds") from None
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def pandoc_version() -> str:
    """Return pandoc's name and version."""
    return f"pandoc {pypandoc.get_pandoc_version()}"
