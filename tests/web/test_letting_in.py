"""Who may come in: the browser that opened the address printed, and nobody else."""

from __future__ import annotations

import http.client
import http.server
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import CHROMIUM
from opened import Opened, opened
from worked import EXAMPLE

from colligate.web.serving import port_of

pytestmark = pytest.mark.browser

_REFUSED = "Open the workbench at the address that colligate open printed"
_POSTED = "record=x&verb=accept"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("safe") / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    with opened(folder) as running:
        yield running


@pytest.fixture
def tab(browser) -> Iterator:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _ask(bench: Opened, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
    asked = http.client.HTTPConnection(bench.host)
    asked.putrequest(method, path, skip_host="host" in headers)
    sent = {"cookie": bench.cookie, **headers}
    if body is not None:
        sent |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
    for name, value in sent.items():
        asked.putheader(name.replace("_", "-"), value)
    asked.endheaders(body.encode() if body is not None else None)
    answer = asked.getresponse()
    told = answer.status, answer.read().decode("utf-8", "replace")
    asked.close()
    return told


@contextmanager
def _elsewhere(page: str) -> Iterator[int]:
    """Serve one page from another port of this machine."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_address_printed_opens_the_study_and_leaves_no_token_behind(tab, bench: Opened) -> None:
    tab.goto(bench.address)
    assert tab.url == f"{bench.origin}/"
    assert "human trafficking" in tab.locator("h1").inner_text()
    (cookie,) = tab.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == (
        f"colligate-{urlsplit(bench.origin).port}", True, "Strict",
    )  # fmt: skip
    tab.goto(f"{bench.address.replace('/?', '/sources?words=tip&')}")
    assert tab.url == f"{bench.origin}/sources?words=tip"


@pytest.mark.parametrize("path", ["/", "/sources", "/static/workbench.css", "/?token=wrong", "/?token="])
def test_without_the_token_nothing_is_shown(tab, bench: Opened, path: str) -> None:
    told = tab.goto(f"{bench.origin}{path}")
    assert told.status == 403
    assert _REFUSED in told.text()
    assert "trafficking" not in told.text()


def test_a_click_on_the_address_in_another_page_opens_it_too(tab, bench: Opened) -> None:
    with _elsewhere(f'<a href="{bench.address}">open</a>') as port:
        tab.goto(f"http://localhost:{port}/")
        tab.click("a")
        tab.wait_for_url(f"{bench.origin}/")
        assert "human trafficking" in tab.locator("h1").inner_text()


def test_a_script_that_is_not_let_in_is_told_so_in_its_own_form(bench: Opened) -> None:
    status, told = _ask(bench, "GET", "/sources", cookie="", accept="application/json")
    assert (status, _REFUSED in told, told[:10]) == (403, True, '{"error":"')


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"cookie": ""},
        {"host": "evil.example"},
    ],
)
def test_a_form_from_elsewhere_is_refused(bench: Opened, headers: dict[str, str]) -> None:
    assert _ask(bench, "POST", "/suggestions", _POSTED, **headers)[0] == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_form_on_another_page_of_this_machine_is_refused_in_a_browser(tab, bench: Opened, name: str) -> None:
    # Another port of 127.0.0.1 counts as the same site, so the cookie is sent, and the origin alone tells it apart.
    form = f'<form method="post" action="{bench.origin}/suggestions"><input name="record" value="x"><button>b</button>'
    with _elsewhere(form) as port:
        tab.goto(bench.address)
        tab.goto(f"http://{name}:{port}/")
        with tab.expect_navigation() as went:
            tab.click("button")
    assert went.value.status == 403
    assert "not sent from the workbench" in tab.content() if name == "127.0.0.1" else _REFUSED in tab.content()


def test_a_script_elsewhere_can_neither_read_nor_write(tab, bench: Opened) -> None:
    with _elsewhere("<p>elsewhere</p>") as port:
        tab.goto(bench.address)
        tab.goto(f"http://127.0.0.1:{port}/")
        for method in ("GET", "POST"):
            told = tab.evaluate(
                "([where, method]) => fetch(where, {method, credentials: 'include'})"
                ".then(async (a) => 'read ' + await a.text(), () => 'barred')",
                [f"{bench.origin}/sources", method],
            )
            assert told == "barred"


def test_the_workbench_does_not_show_in_a_frame_elsewhere(tab, bench: Opened) -> None:
    with _elsewhere(f'<iframe src="{bench.origin}/"></iframe>') as port:
        tab.goto(bench.address)
        tab.goto(f"http://127.0.0.1:{port}/")
        inner = tab.frames[1]
        assert "trafficking" not in inner.content()


def test_another_name_for_this_machine_shows_nothing(browser, bench: Opened) -> None:
    port = urlsplit(bench.origin).port
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox", rules])
    try:
        page = other.new_page()
        told = page.goto(bench.address.replace("127.0.0.1", "rebound.example"))
        assert (told.status, urlsplit(told.url).port) == (403, port)
        assert "answers to this machine alone" in page.content()
    finally:
        other.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../guard.py", "/static/%2e%2e/guard.py", "/static/..%2fguard.py", "/static/..%5cguard.py",
        "/static//etc/passwd", "/reports/..%2fstudy.yaml", "/reports/study.yaml", "/reports/build.lock",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_what_is_served(bench: Opened, path: str) -> None:
    status, told = _ask(bench, "GET", path)
    assert status == 404
    assert "from __future__" not in told
    assert "root:" not in told
    assert "lenses:" not in told


def test_the_token_leads_to_no_other_host(bench: Opened) -> None:
    token = bench.address.partition("?")[2]
    asked = http.client.HTTPConnection(bench.host)
    asked.request("GET", f"//evil.example/?{token}")
    assert asked.getresponse().headers["location"] == "/evil.example/"
    asked.close()


def test_a_form_too_large_is_refused_before_it_is_read(bench: Opened) -> None:
    status, told = _ask(bench, "POST", "/suggestions", content_length=str(17 * 1024**2))
    assert (status, "more than 16 MB" in told) == (413, True)


def test_a_form_that_hides_its_size_is_cut_off(bench: Opened) -> None:
    asked = http.client.HTTPConnection(bench.host)
    headers = {"cookie": bench.cookie, "content-type": "application/x-www-form-urlencoded"}
    pieces = iter([b"&a=" + b"x" * 1000**2] * 18)
    asked.request("POST", "/suggestions", body=pieces, headers=headers, encode_chunked=True)
    answer = asked.getresponse()
    assert (answer.status, b"more than 16 MB" in answer.read()) == (400, True)
    asked.close()


def test_a_study_keeps_its_port_and_gives_way_where_it_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    with opened(folder) as first, opened(folder) as second:
        assert urlsplit(first.address).port == port_of(folder)
        assert urlsplit(second.address).port != port_of(folder)
    with opened(folder) as again:
        assert urlsplit(again.address).port == port_of(folder)
        assert again.address != first.address


def test_a_port_named_and_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssertionError, match="printed ''"), opened(tmp_path, "--port", str(port)):
            pass


#: Pages of every kind, as a scholar with one study can reach them.
_PAGES = (
    "/", "/sources", "/sources/unodc-2016-tij", "/sources/unodc-2016-tij/about", "/suggestions", "/lenses",
    "/programmes", "/programmes?view=timeline", "/indicators", "/indicators/victims-identified", "/assessments",
    "/claims", "/reports", "/support?ref=victims-2016",
)  # fmt: skip


@pytest.mark.parametrize("path", _PAGES)
def test_no_page_needs_more_than_its_policy_allows(tab, bench: Opened, path: str) -> None:
    barred: list[str] = []
    tab.on("console", lambda line: barred.append(line.text) if "Content Security Policy" in line.text else None)
    tab.goto(bench.address)
    tab.goto(f"{bench.origin}{path}", wait_until="networkidle")
    assert barred == []


#: Templates whose attributes of style carry lengths that are data. Whoever writes a new one uses a class, or an SVG.
_STYLED = {"indicators.html.j2", "leaf.html.j2", "leaves.html.j2", "timeline_part.html.j2"}


def test_styles_stand_in_style_sheets() -> None:
    templates = Path(__file__).parents[2] / "src" / "colligate" / "web" / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in templates.glob("*.j2")}
    assert {name for name, text in texts.items() if "style=" in text} <= _STYLED
    assert [name for name, text in texts.items() if "<style" in text or "onclick=" in text or "<script>" in text] == []
