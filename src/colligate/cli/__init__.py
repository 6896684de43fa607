"""The command line: words to actions, problems to exit codes. 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import click

from colligate.cli import (
    assessments,
    auditing,
    evaluating,
    exchanging,
    lenses,
    meaning,
    records,
    reports,
    searching,
    settling,
    sources,
    study,
    suggestions,
    workbench,
)
from colligate.cli.door import Door


@click.group(cls=Door)
@click.version_option(package_name="colligate")
def main() -> None:
    """Bind evidence to theory: from a page of a source to a sentence of the conclusion."""


for command in (
    study.new,
    workbench.open_,
    auditing.audit,
    study.check,
    exchanging.import_,
    exchanging.export_,
    study.explain,
    settling.settle,
    reports.build,
    sources.group,
    searching.search,
    meaning.meaning,
    lenses.group,
    *records.groups,
    assessments.group,
    reports.group,
    suggestions.group,
    evaluating.evaluate,
):
    main.add_command(command)
