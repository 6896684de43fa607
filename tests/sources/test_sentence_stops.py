"""Where sentences of other scripts end (UAX 29: after a Sentence_Terminal and what closes behind it)."""

from __future__ import annotations

import pytest

from colligate.sources.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["我联合国人民同兹决心。", "重申基本人权与价值！", "是吗？！"],  # noqa: RUF001
        ["彼は「行く。」", "と言った。", "終わり"],
    ],
)
def test_no_blank_is_needed_behind_a_wide_stop(parts: list[str]) -> None:
    words = "".join(parts)
    assert [words[start:end] for start, end in sentences(words)] == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["सरकार ने अधिकारियों को प्रशिक्षित किया।", "६०० अधिकारी थे।"],
        ["هل درّب المكتب الضباط؟", "نعم."],
        ["حکومت نے افسران کو تربیت دی۔", "چھ سو افسران تھے۔"],  # noqa: RUF001
        ["រដ្ឋាភិបាលបានបណ្តុះបណ្តាលមន្ត្រី។", "មានមន្ត្រី៦០០នាក់។"],
        ["The court met (see art. 5 e.g.).", "Then it closed."],
    ],
)
def test_where_blanks_stand_between_sentences_they_belong_to_none(parts: list[str]) -> None:
    words = " ".join(parts)
    assert [words[start:end] for start, end in sentences(words)] == parts


def test_a_wide_point_within_a_number_ends_nothing() -> None:
    assert sentences("増加率は３．５％") == [(0, 8)]  # noqa: RUF001
