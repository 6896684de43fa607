"""Programs that benchmarks compare with, each in an environment of its own in the user's cache: never a dependency."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def peer_python(requirement: str) -> Path:
    """Return the interpreter of an environment that holds a package, such as ``asreview==3.0.8``; made when missing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "colligate-benchmarks"
    folder = cache / requirement.replace("==", "-")
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", requirement], check=True)
    return python
