"""Join codes as they are made, shown and typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.entry.codes import ALPHABET, new_code, normalised, spaced

codes = st.text(ALPHABET, min_size=6, max_size=6)


def test_the_alphabet_has_thirty_characters_that_are_not_mistaken_for_another():
    assert len(ALPHABET) == len(set(ALPHABET)) == 30
    assert not set(ALPHABET) & set("0O1ILU")
    assert ALPHABET.upper() == ALPHABET


def test_a_new_code_is_stored_as_it_is_and_differs_from_the_one_before():
    new = [new_code() for _ in range(200)]

    assert [normalised(code) for code in new] == new
    assert len(set(new)) == 200
    assert set("".join(new)) == set(ALPHABET)


@given(codes)
def test_a_code_read_from_the_screen_is_the_code(code):
    assert normalised(spaced(code)) == code


@given(codes, st.sampled_from(["", " ", "-", " - ", "\u2013", "\u00a0"]), st.integers(0, 6))
def test_case_spaces_and_hyphens_do_not_matter(code, gap, at):
    typed = f" {code[:at]}{gap}{code[at:]} ".lower()

    assert normalised(typed) == code


@given(st.text())
def test_anything_typed_is_a_code_or_nothing(text):
    code = normalised(text)

    assert code is None or (len(code) == 6 and set(code) <= set(ALPHABET))


@pytest.mark.parametrize(
    "text", ["", "K7P4W", "K7P4WNN", "K7P4W0", "K7P4WO", "K7P4WI", "K7P_WN", "ßABCDE", "K" * 10**6]
)
def test_what_cannot_be_a_code_is_none(text):
    assert normalised(text) is None


def test_a_code_is_shown_in_two_halves():
    assert spaced("K7P4WN") == "K7P 4WN"
