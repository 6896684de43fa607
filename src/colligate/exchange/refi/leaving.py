"""What lies in a document that does not come along: all of it is named."""

from __future__ import annotations

from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.project import Document


def leave(arrival: Arrival, document: Document, why: str, *, name: str = "") -> None:
    """Note that a document is left out, and its selections, codings, values and descriptions with it."""
    losses = arrival.losses
    losses.left("documents", why, [name or document.name or document.guid])
    inside = "their document did not arrive"
    selections = [*(document.text.selections if document.text else ()), *document.regions]
    losses.left("selections", inside, [one.guid for one in selections])
    losses.left("codings", inside, [coded.guid for one in (*selections, document) for coded in one.codings])
    variables = arrival.project.variables
    losses.left(
        "values of variables", inside, [f"{variables.get(each, each)}: {value}" for each, value in document.values]
    )
    described = [one.guid for one in (document, *selections) if one.description.strip()]
    losses.left("descriptions", "what they describe did not arrive", described)
