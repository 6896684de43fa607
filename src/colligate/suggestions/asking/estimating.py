"""What asking will take, before anything is asked: tokens, money, time. Estimates, and told as such."""

from __future__ import annotations

import msgspec

#: Letters of the Latin script that make a token, on the low side; of other scripts one each.
_LETTERS = 3.5
#: Tokens that the form of a request adds, and those of an answer as it is asked for.
_FORM, ANSWER = 12, 90
#: Seconds an answer takes where no earlier run tells.
GUESS = 3.0


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """Money for a million tokens, in and out."""

    told: float
    answered: float

    def of(self, told: int, answered: int) -> float:
        """Return what so many tokens cost."""
        return (told * self.told + answered * self.answered) / 1_000_000


def tokens(*said: str) -> int:
    """Return about how many tokens some words make; rather too many than too few."""
    return sum(_FORM + _tokens(one) for one in said)


def _tokens(said: str) -> int:
    latin = sum(map(str.isascii, said))
    return round(latin / _LETTERS + (len(said) - latin))
