"""Pages that need no study: for who may not come in, for a folder that is gone, for a fault of the program itself."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from colligate.web.workbench import templates


def plain_page(title: str, message: str, *, status: int = 200, onward: str = "", safe: str = "") -> HTMLResponse:
    """Set a page that reads nothing from any folder.

    Args:
        title: Its heading.
        message: What happened and what to do; empty for nothing.
        status: HTTP status.
        onward: An address to go on to by itself.
        safe: What is certain about the study's own state.
    """
    page = templates().get_template("plain.html.j2")
    told = {"title": title, "message": message, "onward": onward, "safe": safe}
    return HTMLResponse(page.render(told), status_code=status)
