"""Files that are no documents: each is named with the reason, and the rest is added."""

from __future__ import annotations

import os
import random
from pathlib import Path

from colligate.actions.adding import add_sources
from colligate.actions.starting import new_study


def test_broken_links_pipes_and_bytes_called_text_are_refused_by_name(tmp_path: Path) -> None:
    study, folder = new_study(tmp_path / "study"), tmp_path / "documents"
    folder.mkdir()
    (folder / "good.txt").write_text("A page of a report.")
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    os.mkfifo(folder / "pipe.txt")
    (folder / "noise.txt").write_bytes(random.Random(1).randbytes(5000))
    report = add_sources(study, [folder, folder / "gone.pdf"], by="amina@laptop")
    assert report.added == ["good"]
    told = [(Path(problem.place).name, problem.message) for problem in report.problems]
    assert told == [
        ("gone.pdf", "It is a link to a file that is gone."),
        ("noise.txt", "It has the name of a text, but much of it is no text in any encoding."),
        ("pipe.txt", "It is no ordinary file."),
        ("gone.pdf", "It is a link to a file that is gone."),
    ]
