"""Pasted aims and partners: what is read, what is named as not understood, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.communities.drafts import AimDraft, PartnerDraft
from lcm.communities.pasted import (
    MOST_PARTNERS,
    Trouble,
    aim_lines,
    pasted_aims,
    pasted_partners,
    words_for,
)
from lcm.people.identity import clean_text, name_key

WORDS = words_for(
    [
        ("medical", "Medisch", "Medical"),
        ("social", "Sociaal", "Social"),
        ("public-health", "Publieke gezondheid", "Public health"),
        ("municipality", "Gemeente", "Municipality"),
        ("research", "Onderzoek en onderwijs", "Research and education"),
        ("lived-experience", "Ervaringsdeskundigheid", "Lived experience"),
    ]
)
SENTENCE = "Sneller doorverwijzen en samenwerken, met korte lijntjes en duidelijke communicatie"

cells = st.text(max_size=30).map(lambda text: clean_text(text, limit=30))
some_cell = cells.filter(lambda text: any(char.isalnum() for char in text))
pastes = st.lists(
    st.one_of(st.text(max_size=60), st.lists(st.text(max_size=20)).map(";".join)), max_size=12
).map("\n".join)


def aim(line):
    read = pasted_aims(line)
    assert read.problems == ()
    return read.aims[0]


def partner(line):
    read = pasted_partners(line, WORDS)
    assert read.problems == ()
    return read.partners[0]


def troubles(read):
    return [(problem.line, problem.trouble) for problem in read.problems]


def test_a_line_may_give_letter_label_and_sentence():
    assert aim(f"D; Korte lijntjes; {SENTENCE}") == AimDraft("D", "Korte lijntjes", SENTENCE)


def test_tabs_of_a_sheet_separate_as_well():
    assert aim("d\tKorte lijntjes\tSnel; en kort") == AimDraft(
        "D", "Korte lijntjes", "Snel; en kort"
    )


@pytest.mark.parametrize(
    "line", ["B. Hulp op maat", "b) Hulp op maat", "B: Hulp op maat", "B; Hulp op maat"]
)
def test_a_letter_in_front_of_a_sentence_is_its_letter(line):
    assert aim(line) == AimDraft("B", "Hulp op maat", "")


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "1. ", "2) ", "  – "])
def test_bullets_and_numbers_of_a_list_are_no_words(bullet):
    assert aim(f"{bullet}Hulp op maat.") == AimDraft("A", "Hulp op maat", "")


def test_a_long_sentence_gives_its_first_words_as_label():
    read = aim(SENTENCE)

    assert read.label == "Sneller doorverwijzen en samenwerken, met korte lijntjes en…"
    assert read.text == SENTENCE


def test_aims_without_a_letter_get_those_nobody_has():
    read = pasted_aims("Een\nA; Twee\nDrie\nVier", taken={"C"})

    assert [(aim.letter, aim.label) for aim in read.aims] == [
        ("B", "Een"),
        ("A", "Twee"),
        ("D", "Drie"),
        ("E", "Vier"),
    ]


def test_a_letter_twice_a_bare_letter_and_a_long_label_are_named_by_line():
    read = pasted_aims(f"A; Een\n\nA; Twee\nB;\nC; {'x' * 81}; zin\nD; kort; {'y' * 401}")

    assert [aim.label for aim in read.aims] == ["Een"]
    assert troubles(read) == [
        (3, Trouble.TWICE),
        (4, Trouble.NO_WORDS),
        (5, Trouble.TOO_LONG),
        (6, Trouble.TOO_LONG),
    ]
    assert read.problems[0].piece == "A"
    assert read.problems[0].text == "A; Twee"


def test_a_twenty_seventh_aim_has_no_letter_left():
    read = pasted_aims("\n".join(f"Doel {number}" for number in range(27)))

    assert len(read.aims) == 26
    assert troubles(read) == [(27, Trouble.TOO_MANY)]


def test_a_line_of_headings_is_no_aim():
    read = pasted_aims("letter;short_nl;long_nl\nA;Bereiken;Meer vrouwen bereiken")

    assert [aim.label for aim in read.aims] == ["Bereiken"]
    assert aim("Doel; Meer vrouwen bereiken").label == "Doel"


def test_a_partner_has_name_kind_domain_role_and_municipality():
    line = "Xtra Plus; welzijnsorganisatie; Sociaal; penvoerder; Den Haag"

    assert partner(line) == PartnerDraft(
        "Xtra Plus", "welzijnsorganisatie", "social", "penvoerder", "Den Haag"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Fiom", PartnerDraft("Fiom")),
        (
            "Fiom\texpertisecentrum\tsocial\tpartner",
            PartnerDraft("Fiom", "expertisecentrum", "social", "partner"),
        ),
        ("Fiom, expertisecentrum, social", PartnerDraft("Fiom", "expertisecentrum", "social")),
        ("Fiom; sociaal domein; partner", PartnerDraft("Fiom", "", "social", "partner")),
        ("Fiom; expertisecentrum", PartnerDraft("Fiom", "expertisecentrum")),
        ("Fiom; ; ; partner", PartnerDraft("Fiom", "", "", "partner")),
        (
            "Gemeente Den Haag; gemeente; gemeente; partner",
            PartnerDraft("Gemeente Den Haag", "gemeente", "municipality", "partner"),
        ),
        (
            "Gemeente Den Haag; gemeente; partner",
            PartnerDraft("Gemeente Den Haag", "", "municipality", "partner"),
        ),
        (
            "Gemeente Den Haag; gemeente; ; partner",
            PartnerDraft("Gemeente Den Haag", "", "municipality", "partner"),
        ),
        (
            "LUMC; medical centre; medisch centrum; research; ; Leiden",
            PartnerDraft("LUMC", "medisch centrum", "research", "", "Leiden"),
        ),
        (
            "ExpEx; jongeren; ERVARINGSDESKUNDIGHEID",
            PartnerDraft("ExpEx", "jongeren", "lived-experience"),
        ),
        ("ExpEx; youth; lived experience", PartnerDraft("ExpEx", "youth", "lived-experience")),
        (
            '"Zorg, Welzijn en Co", stichting, zorg',
            PartnerDraft("Zorg, Welzijn en Co", "stichting", "medical"),
        ),
    ],
)
def test_a_partner_may_be_written_in_several_ways(line, expected):
    assert partner(line) == expected


def test_partners_that_are_not_understood_are_named_by_line():
    lines = [
        "organisatie;soort;domein;rol",
        "Fiom; centrum; sociaal",
        "fiom",
        "Siriz; hulp; maatschappelijk; partner",
        "; hulp; sociaal",
        "MEE; a; sociaal; b; c; d",
        f"{'x' * 161}; a; sociaal",
    ]

    read = pasted_partners("\n".join(lines), WORDS)

    assert [partner.name for partner in read.partners] == ["Fiom"]
    assert troubles(read) == [
        (3, Trouble.TWICE),
        (4, Trouble.UNKNOWN_DOMAIN),
        (5, Trouble.NO_WORDS),
        (6, Trouble.TOO_MANY_PARTS),
        (7, Trouble.TOO_LONG),
    ]
    assert read.problems[1].piece == "maatschappelijk"


def test_more_partners_than_a_page_holds_are_named():
    read = pasted_partners("\n".join(f"Partner {n}" for n in range(MOST_PARTNERS + 1)), WORDS)

    assert len(read.partners) == MOST_PARTNERS
    assert troubles(read) == [(MOST_PARTNERS + 1, Trouble.TOO_MANY)]


@given(pastes)
def test_every_line_of_aims_is_read_or_named(text):
    read = pasted_aims(text)

    lines = [line for line in text.splitlines() if any(char.isalnum() for char in line)]
    letters = [aim.letter for aim in read.aims]
    is_full = any(problem.trouble is Trouble.TOO_MANY for problem in read.problems)
    assert is_full or len(lines) - 1 <= len(read.aims) + len(read.problems)
    assert len(letters) == len(set(letters))
    assert all("A" <= letter <= "Z" for letter in letters)
    assert all(0 < len(aim.label) <= 80 and len(aim.text) <= 400 for aim in read.aims)


@given(pastes)
def test_every_line_of_partners_is_read_or_named(text):
    read = pasted_partners(text, WORDS)

    lines = [line for line in text.splitlines() if any(char.isalnum() for char in line)]
    names = [name_key(partner.name) for partner in read.partners]
    assert len(lines) - 1 <= len(read.partners) + len(read.problems)
    assert len(names) == len(set(names))
    assert all(partner.domain_slug in {"", *WORDS.values()} for partner in read.partners)


@given(st.lists(st.tuples(some_cell, cells), max_size=26, unique_by=lambda pair: pair[0]))
def test_aims_written_as_lines_are_read_back_as_they_were(pairs):
    aims = tuple(AimDraft(chr(65 + at), label, text) for at, (label, text) in enumerate(pairs))

    read = pasted_aims(aim_lines(aims))

    assert read.aims == aims
    assert read.problems == ()


@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_domain_is_known_however_it_is_capitalised(word):
    assert partner(f"Fiom; soort; {word.upper()}").domain_slug == WORDS[word]
