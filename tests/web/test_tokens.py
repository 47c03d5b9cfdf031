"""Links open what they were made for, and a stored mail holds none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.web.tokens import LinkUnusable, number_code, opened, recorded, sealed, token, unsealed


def test_a_link_opens_for_its_purpose_only(app):
    text = token("place", "abc", 3)

    assert opened("place", text) == ("abc", 3)
    with pytest.raises(LinkUnusable):
        opened("action", text)


@pytest.mark.parametrize("change", ["x{}", "{}x", "", "a.1.b", "abc.1", "abc.-1.x", "abc.٣.x"])
def test_a_changed_link_opens_nothing(app, change):
    text = change.format(token("place", "abc", 1))

    with pytest.raises(LinkUnusable):
        opened("place", text)


def test_a_sealed_text_holds_no_link_and_no_code_and_comes_back_whole(app):
    with recorded() as made:
        link, code = token("place", "abc", 2), number_code("sign-in", "xyz")
    text = f"Open /p/{link} or type {code[:3]} {code[3:]} ({code})."

    kept = sealed(text, made)

    assert link not in kept
    assert code not in kept
    assert unsealed(kept) == text


def test_text_from_outside_cannot_ask_for_a_link(app):
    hostile = "\x02link|place|abc|1\x03"

    assert unsealed(sealed(hostile, {})) == "link|place|abc|1"


@given(text=st.text())
def test_any_other_text_stays_as_it_is(text):
    clean = text.replace("\x02", "").replace("\x03", "")

    assert unsealed(sealed(clean, {})) == clean
