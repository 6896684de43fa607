"""What a run would do and how it went, in sentences: the same on the command line and on the page."""

from __future__ import annotations

from colligate.actions.model_plan import Plan
from colligate.actions.model_running import Progress


def plan_lines(plan: Plan) -> list[str]:
    """Return what a person is to know before they let anything go out."""
    settings, count = plan.settings, len(plan.questions)
    lines = [f"Model: {settings.model} at {plan.endpoint}"]
    if count:
        lines.append(
            f"{_many(count, 'passage')} with {plan.words:,} words would be sent, each with the codebook's entry for "
            f"{plan.wanted.code}; {plan.size:,} bytes in all."
        )
        lines.append(
            f"About {plan.tokens_in:,} tokens out and {plan.tokens_out:,} back (estimated), {_cost(plan)}, "
            f"{_time(plan)}."
        )
    else:
        lines.append("There is no passage to ask about, and nothing is sent.")
    left = [
        (plan.confidential, "of confidential sources"), (plan.shared, "that share words with a confidential source"),
        (plan.kept, "whose words this model is asked about once, now or before, to the same prompt"),
        (plan.too_long, "too long for the model"),
    ]  # fmt: skip
    if any(number for number, _ in left):
        told = "; ".join(f"{number:,} {why}" for number, why in left if number)
        lines.append(f"Left out on the way to these: {told}.")
    return [*lines, *plan.warnings]


def progress_line(done: Progress) -> str:
    """Return how a run went, as far as it went."""
    counts = done.counts
    told = [
        f"{counts['proposed']:,} proposed", f"{counts['none']:,} none",
        f"{counts['discarded']:,} discarded (the quote is not in the passage)",
        f"{counts['malformed']:,} not the JSON asked for", f"{counts['failed']:,} without an answer",
    ]  # fmt: skip
    if counts["confidential"]:
        told.append(f"{counts['confidential']:,} confidential by now and not sent")
    if counts["gone"]:
        told.append(f"{counts['gone']:,} no more in the study and not sent")
    cost = "" if done.cost is None else f", {done.cost:.4f} {done.currency}"
    used = f"{done.tokens_in:,} tokens out, {done.tokens_out:,} back{cost}"
    begun = f"{done.asked:,} of {_many(done.passages, 'passage')}: {', '.join(told)}. {used}."
    return f"{begun} {done.ended}".rstrip()


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _cost(plan: Plan) -> str:
    return "no price set" if plan.cost is None else f"about {plan.cost:.4f} {plan.settings.currency}"


def _time(plan: Plan) -> str:
    minutes, seconds = divmod(round(plan.seconds), 60)
    told = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    return f"about {told}" + ("" if plan.known_pace else f" if an answer takes {plan.pace:g} s, which is a guess")
