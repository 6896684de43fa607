"""The command for a document nobody prepared."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.auditing import AuditReport
from colligate.actions.auditing import audit as run_audit
from colligate.actions.identity import identity
from colligate.cli.door import by_option, echo_json, echo_problems, finish, json_option


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--study", type=click.Path(path_type=Path, file_okay=False), help="The study folder; made if need be.")
@click.option("--lens", "lenses", multiple=True, metavar="ID", help="A lens that ships; may be given several times.")
@click.option("--organisation", default="", help="The organisation judged, if not the one named most.")
@click.option("--area", default="", help="The country or area, if not the one named most.")
@click.option("--period", default="", metavar="YEAR/YEAR", help="The period, if not the one named most.")
@click.option("--format", "formats", multiple=True, type=click.Choice(["html", "docx", "pdf"]), help="Default: html.")
@by_option
@json_option
def audit(
    files: tuple[Path, ...],
    study: Path | None,
    lenses: tuple[str, ...],
    organisation: str,
    area: str,
    period: str,
    formats: tuple[str, ...],
    by: str,
    *,
    as_json: bool,
) -> None:
    """Read FILES, the document in question first, and report what can be checked in it.

    Everything found is proposed and waits in a study folder to be accepted, corrected or refused. Further files are
    sources set beside the first.
    """
    if not files and study is None:
        raise click.UsageError("Name a document.")
    report = run_audit(
        files, study=study, lenses=lenses, by=identity(by), formats=formats or ("html",), organisation=organisation,
        area=area, period=period,
    )  # fmt: skip
    if as_json:
        echo_json(report)
    else:
        _tell(report)
    finish(report.problems)


def _tell(report: AuditReport) -> None:
    echo_problems(report.problems)
    for number, line in enumerate(report.headlines, 1):
        click.echo(f"{number}. {line}")
    counts = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(report.proposed.items()))
    click.echo(f"Proposed: {counts or 'nothing'}.")
    if report.moves:
        click.echo(f"{len(report.moves)} verdicts moved with the other documents.")
    for path in report.written:
        click.echo(f"The report: {path}")
