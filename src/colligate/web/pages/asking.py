"""A language model asked for a code: what would leave is shown, confirmed for exactly that, and the run followed."""

from __future__ import annotations

import threading
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from colligate.actions.model_plan import MOST, Plan, Wanted, listing, plan_of
from colligate.actions.model_running import Asking
from colligate.actions.model_runs_shown import run_rows
from colligate.actions.model_settings import has_settings, read_model_settings, settings_file
from colligate.actions.model_told import plan_lines, progress_line
from colligate.problems import ColligateError
from colligate.web.reading import number_in
from colligate.web.workbench import Workbench, back, code_in, render, workbench

_ADDRESS = "/suggestions/asking"
_MOST = 10_000


class ChangedPlanError(ColligateError):
    """A confirmation of something else than would now be sent."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "The study or the settings changed since this was shown, so that something else would be sent. "
            "Nothing was. Open the page again and look at what it shows now."
        )


class BusyAskingError(ColligateError):
    """A second run while one goes on."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("A model is being asked already. Wait for that run, or stop it, and begin this one then.")


def show(request: Request) -> Response:
    """Show what would leave for a code, and the run that goes on or went last."""
    bench, reference = workbench(request), code_in(request)
    most = _most(request.query_params.get("most", ""))
    asking = bench.asking if bench.asking and bench.asking.code == reference else None
    going = asking is not None and not asking.progress.over
    plan, wrong = None, ""
    if has_settings() and not going:
        try:
            plan = _plan(bench, reference, most)
        except ColligateError as error:
            wrong = str(error)
    return render(
        request, "asking.html.j2", reference=reference, code=bench.standing.study.codes[reference], most=most,
        plan=plan, wrong=wrong, lines=plan_lines(plan) if plan else [], asking=asking, going=going,
        told=progress_line(asking.progress) if asking else "", settings_file=settings_file(),
        first=plan.questions[0].body.decode() if plan and plan.questions else "",
        runs=[one for one in run_rows(bench.standing.study) if one.code == reference],
        address=f"{_ADDRESS}/{quote(reference)}", queue=f"/suggestions/codes/{quote(reference)}",
    )  # fmt: skip


def everything(request: Request) -> Response:
    """Show every request as it would go out, one a line."""
    plan = _plan(workbench(request), code_in(request), _most(request.query_params.get("most", "")))
    return PlainTextResponse(listing(plan.questions))


def progress(request: Request) -> Response:
    """Tell how far the run has come, for the page that follows it."""
    asking = workbench(request).asking
    if asking is None or asking.code != code_in(request):
        return JSONResponse({"told": "", "asked": 0, "over": True})
    done = asking.progress
    return JSONResponse({"told": progress_line(done), "asked": done.asked, "over": done.over})


async def act(request: Request) -> Response:
    """Begin the run that was confirmed, or stop the one that goes on."""
    bench, reference, form = workbench(request), code_in(request), await request.form()
    address = f"{_ADDRESS}/{quote(reference)}"
    if form.get("verb") == "stop":
        if bench.asking:
            bench.asking.stop()
        return back(request, address)
    most = _most(str(form.get("most", "")))
    plan = await run_in_threadpool(_plan, bench, reference, most)
    if plan.digest != form.get("digest"):
        raise ChangedPlanError
    limit = str(form.get("most-cost", "")).strip()
    _begin(bench, plan, most_cost=_money(limit) if limit else None)
    return back(request, f"{address}?{urlencode({'most': most})}")


def _begin(bench: Workbench, plan: Plan, *, most_cost: float | None) -> None:
    if bench.asking and not bench.asking.progress.over:
        raise BusyAskingError
    bench.asking = Asking(bench.path, plan, by=bench.by, most_cost=most_cost)
    threading.Thread(target=bench.asking.run, name="asking", daemon=True).start()


class UnclearMoneyError(ColligateError):
    """A limit that is no amount of money."""

    def __init__(self, told: str) -> None:
        """Name it."""
        super().__init__(f"'{told}' is no amount of money. Write one such as 0.50, or leave it empty.")


def _money(told: str) -> float:
    try:
        amount = float(told)
    except ValueError as error:
        raise UnclearMoneyError(told) from error
    if not 0 <= amount < 1e9:
        raise UnclearMoneyError(told)
    return amount


def _plan(bench: Workbench, reference: str, most: int) -> Plan:
    return plan_of(bench.standing.study, Wanted(code=reference, most=most), read_model_settings())


def _most(told: str) -> int:
    return min(number_in(told) or MOST, _MOST)


routes = [
    Route(f"{_ADDRESS}/{{lens}}/{{path}}", show),
    Route(f"{_ADDRESS}/{{lens}}/{{path}}", act, methods=["POST"]),
    Route(f"{_ADDRESS}/{{lens}}/{{path}}/everything", everything),
    Route(f"{_ADDRESS}/{{lens}}/{{path}}/progress", progress),
]
