"""The residual bucket: passages that bear on the question and that no code of any lens fits."""

from __future__ import annotations

from colligate.lenses.lens import RESERVED, Code

#: What a Coding names in place of a code. No lens has it, so such a coding is evidence for nothing.
RESIDUAL = f"{RESERVED}/no-code-fits"

#: The place as coders meet it among the codes.
NO_CODE_FITS = Code(
    id="no-code-fits",
    name="No code fits",
    definition="The passage bears on the question, and no code of any lens in use fits it. It waits in the review "
    "queue of the lenses and counts as evidence for nothing.",
    use_when=("You would lose something if the passage went uncoded, and every code would bend it.",),
    not_when=(
        "A code fits in part: use it, and say in the memo what it misses.",
        "The passage is beside the question.",
    ),
)
