"""The command line: words to actions, problems to exit codes. 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import click

from colligate.cli import (
    assessments,
    auditing,
    lenses,
    records,
    reports,
    searching,
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
    study.import_,
    study.export,
    study.explain,
    reports.build,
    sources.group,
    searching.search,
    lenses.group,
    *records.groups,
    assessments.group,
    reports.group,
    suggestions.group,
):
    main.add_command(command)
