"""Names, addresses and cleaned text: what counts as the same and what never gets in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.people.identity import (
    clean_paragraphs,
    clean_text,
    email_key,
    first_name,
    is_address,
    name_key,
)

anything = st.text(st.characters() | st.sampled_from(" \n\t\0\u200b\u202e\u2028,.a\u0301"))
overrides = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p.jansen@x.nl", "  P.Jansen@X.NL \n"),
        ("p.jansen@x.nl", "\u202ap.jansen@x.nl\u202c"),
        ("p.jansen@x.nl", "ｐ.jansen＠x.nl"),
        ("p.jansen@x.nl", "p.jan\u00adsen\u200b@x.nl"),
    ],
)
def test_the_same_address_in_other_clothes_is_the_same(one: str, other: str) -> None:
    assert email_key(one) == email_key(other)


@pytest.mark.parametrize("other", ["p.jansen+lcm@x.nl", "pjansen@x.nl", "p.jansen@x.com"])
def test_tags_and_dots_are_never_guessed_away(other: str) -> None:
    assert email_key(other) != email_key("p.jansen@x.nl")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José  Søndergård", "jose sondergard"),
        ("Jose\u0301", "José"),
        ("Anne‑Marie D’Angelo", "anne-marie d'angelo"),
        ("STRAẞE", "strasse"),
        ("Łukasz Yılmaz", "lukasz yilmaz"),
        ("\u202ePetra\0", "petra"),
    ],
)
def test_case_accents_and_spaces_do_not_make_another_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_letters_make_another_name() -> None:
    keys = {
        name_key(name) for name in ["Petra Jansen", "Petra Janssen", "がくせい", "かくせい", ""]
    }

    assert len(keys) == 5


@given(anything)
def test_a_key_of_a_key_is_the_key(text: str) -> None:
    assert email_key(email_key(text)) == email_key(text)
    assert name_key(name_key(text)) == name_key(text)


@given(anything)
def test_case_and_edges_never_change_a_key_of_plain_text(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()

    assert email_key(f" {plain.upper()}\t") == email_key(plain)
    assert name_key(f" {plain.upper()}\t") == name_key(plain)


@pytest.mark.parametrize(
    "text", ["a@example.org", "petra.jansen+x@ggd-haaglanden.nl", "O'Neil@x.ie", "a@bücher.de"]
)
def test_ordinary_addresses_are_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "a@", "@x.nl", "a@x", "a b@x.nl", " a@x.nl", "a@x.nl\n", "A <a@x.nl>"),
        *("a..b@x.nl", "é@x.nl", "a@localhost", "a@[127.0.0.1]", '"a b"@x.nl', "a\0@x.nl"),
        *("\ud800@x.nl", "a" * 65 + "@x.nl", "a@" + "x." * 200 + "nl", "a@x.nl,b@y.nl"),
        "@" * 10_000,
    ],
)
def test_what_cannot_be_mailed_is_no_address(text: str) -> None:
    assert not is_address(text)


@given(anything)
def test_an_address_never_holds_what_breaks_a_header(text: str) -> None:
    candidate = f"{text}@example.org"

    assert not is_address(candidate) or not set(candidate) & set("\r\n\0 <>")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Petra Jansen", "Petra"),
        ("  petra ", "petra"),
        ("Jansen, Petra", "Petra"),
        ("dr. Petra de Vries", "Petra"),
        ("Mw. drs. Petra Jansen", "Petra"),
        ("P. Jansen", "P. Jansen"),
        ("P.J. van Dijk", "P.J. van Dijk"),
        ("Anne-Marie Bos", "Anne-Marie"),
        ("Dr.", "Dr."),
        ("Jansen,", "Jansen"),
        ("محمد علي", "محمد"),
        ("", ""),
        (" , ", ""),
    ],
)
def test_people_are_called_by_their_first_name(name: str, called: str) -> None:
    assert first_name(name) == called


@given(anything)
def test_a_first_name_comes_out_of_the_name(text: str) -> None:
    called = first_name(text)

    assert set(called) <= set(text) | {" "}
    assert called == called.strip()


@given(anything, st.integers(1, 60))
def test_clean_text_is_one_harmless_line_and_stays_so(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit=limit)

    assert len(cleaned) <= limit
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert not overrides & set(cleaned)
    assert not [char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    assert clean_text(cleaned, limit=limit) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned


@given(anything, st.integers(1, 60))
def test_clean_paragraphs_are_harmless_lines_and_stay_so(text: str, limit: int) -> None:
    cleaned = clean_paragraphs(text, limit=limit)

    assert len(cleaned) <= limit
    assert "\n\n\n" not in cleaned
    assert all(clean_text(line, limit=limit) == line for line in cleaned.split("\n"))
    assert clean_paragraphs(cleaned, limit=limit) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" Samen \t sterk\r\nin de stad ", "Samen sterk in de stad"),
        ("a\0b\x1b[31m", "ab[31m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ud83d", ""),
        ("\u200b\ufeff\u00ad", ""),
        ("e\u0301", "é"),
        ("👩‍⚕️ zorg", "👩‍⚕️ zorg"),
        ("\ufdd0\uffff", ""),
    ],
)
def test_clean_text_keeps_what_people_wrote(text: str, cleaned: str) -> None:
    assert clean_text(text, limit=100) == cleaned


def test_clean_paragraphs_keep_every_kind_of_line_break() -> None:
    text = "a  b\r\nc\rd\u2028e\x85f\v\n\n\n\n g \0"

    assert clean_paragraphs(text, limit=100) == "a b\nc\nd\ne\nf\n\ng"


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert clean_text("abc def", limit=4) == "abc"
    assert clean_paragraphs("abc\n\ndef", limit=5) == "abc"
