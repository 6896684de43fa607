"""Words of confidential documents are found in any script, and however their accents are composed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.sources.composing import Composed
from colligate.sources.withholding import MARK, Words

FRENCH = "Le général a dénoncé une répression systématique décidée à Genève."
#: Words with accents, points, marks of vowels and tones, and letters that are put together.
WORDS = (
    "général", "Genève", "trướng", "Ελλάδα", "ΰστερος", "Йод", "नीति", "क़ानून", "বাংলাদেশ", "தமிழ்", "한국의", "각하",
    "שָׁלוֹם", "وَزِير", "Ångström", "ﬁnance", "plain", "o\u0323\u0302",
)  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_sentence_is_found_however_its_accents_are_composed(form: str) -> None:
    other = "NFD" if form == "NFC" else "NFC"
    words = Words([unicodedata.normalize(form, FRENCH)])  # pyright: ignore[reportArgumentType]
    memo = unicodedata.normalize(other, f"Il dit : {FRENCH} Rien de plus.")  # pyright: ignore[reportArgumentType]
    assert words.blotted(memo) == f"Il dit : {MARK}. Rien de plus."


@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=12))
def test_whatever_is_found_composed_is_found_decomposed_in_its_own_place(parts: list[str]) -> None:
    said = " ".join(parts)
    apart, whole = unicodedata.normalize("NFD", said), unicodedata.normalize("NFC", said)
    for secret, memo in ((whole, apart), (apart, whole), (said, apart), (apart, said)):
        assert Words([secret], quotes=[secret]).spans(f"([ {memo} ])") == [(3, 3 + len(memo))]


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_places_are_those_of_the_original(text: str) -> None:
    composed = Composed(text)
    for at, character in enumerate(composed.text):
        start, end = composed.place(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert character in unicodedata.normalize("NFKC", text[start:end]) + unicodedata.normalize(
            "NFC", text[start:end]
        )


def test_a_syllable_in_two_halves_is_one() -> None:
    korean = "장관은 그 수용소에 대해 전혀 아무 말도 하지 않았다."
    words = Words([korean])
    assert words.blotted(unicodedata.normalize("NFD", korean)) == f"{MARK}."


def test_kana_with_their_marks_apart_or_half_as_wide_are_the_same() -> None:
    said = "ガラスのビンがバラバラになった"
    words = Words([said])
    assert words.blotted(unicodedata.normalize("NFD", f"「{said}」")) == f"「{MARK}」"
    assert words.blotted("ｶﾞﾗｽのﾋﾞﾝがﾊﾞﾗﾊﾞﾗになった") == MARK


THAI = "ตำรวจรับเงินจากนายหน้า แล้วปล่อยไป ไม่มีใครกล้าพูดเรื่องนี้กับผู้บังคับบัญชา"


@pytest.mark.parametrize(
    ("secret", "memo", "blotted"),
    [
        (
            THAI,
            "เราเห็นว่าตำรวจรับเงินจากนายหน้าแล้วปล่อยไปไม่มีใครกล้าพูดเรื่องนี้กับผู้บังคับบัญชาอีกเลย",
            f"เราเห็นว่า{MARK}อีกเลย",
        ),
        # The vowel am in two characters.
        (THAI, "ต\u0e4d\u0e32รวจรับเงินจากนายหน้าอยู่เสมอ", f"{MARK}อยู่เสมอ"),
        ("ទាហានបានយកលុយពីឈ្មួញកណ្តាលហើយដោះលែងពួកគេ។", "យើងសរសេរថាទាហានបានយកលុយពីឈ្មួញកណ្តាលហើយដោះលែងពួកគេ។", f"យើងសរសេរថា{MARK}។"),
        ("ທະຫານໄດ້ຮັບເງິນຈາກນາຍໜ້າແລ້ວປ່ອຍພວກເຂົາໄປ", "ລາວວ່າທະຫານໄດ້ຮັບເງິນຈາກນາຍໜ້າແລ້ວປ່ອຍພວກເຂົາໄປ", f"ລາວວ່າ{MARK}"),
        ("စစ်သားများသည်ပွဲစားထံမှငွေယူပြီးလွှတ်ပေးခဲ့သည်။", "ဆိုသည်မှာစစ်သားများသည်ပွဲစားထံမှငွေယူပြီးလွှတ်ပေးခဲ့သည်။", f"ဆိုသည်မှာ{MARK}။"),
    ],
)  # fmt: skip
def test_words_on_end_of_scripts_without_blanks_are_found(secret: str, memo: str, blotted: str) -> None:
    assert Words([secret]).blotted(memo) == blotted


def test_a_quote_in_a_script_without_blanks_is_found_inside_a_sentence() -> None:
    words = Words([f"รายงานลับของกรม: {THAI}"], quotes=["ตำรวจรับเงินจากนายหน้า"])
    assert words.blotted("เราเห็นว่าตำรวจรับเงินจากนายหน้าอยู่เสมอ") == f"เราเห็นว่า{MARK}อยู่เสมอ"


HINDI = "रिपोर्ट में कहा गया कि पुलिस ने पैसे लिए।"


@pytest.mark.parametrize(
    ("memo", "blotted"),
    [
        (f"मेरा मत: {HINDI}", f"मेरा मत: {MARK}।"),
        # Six words on end of it, and four, which are anybody's.
        ("सुना है कि में कहा गया कि पुलिस ने बहुत", f"सुना है कि {MARK} बहुत"),
        ("यह भी कहा गया कि सरकार ने कानून बनाया।", "यह भी कहा गया कि सरकार ने कानून बनाया।"),
    ],
)
def test_words_of_hindi_are_counted_whole(memo: str, blotted: str) -> None:
    assert Words([HINDI]).blotted(memo) == blotted


def test_words_go_on_over_what_nobody_sees_and_end_at_marks_of_stress() -> None:
    words = Words(["He said nothing at all about it to anybody."])
    assert words.blotted("He _said_ no\u200bthing at a\u00adll about\u2060 it, ever.") == f"{MARK}, ever."
