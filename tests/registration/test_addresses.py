"""Pasted invitees: every shape that mail programs and sheets produce, and hostile text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcm.people.identity import clean_text, email_key, is_address
from lcm.registration.addresses import Invitee, pasted

# No measure of speed: linear time takes a tenth of a second here, squared time five.
SQUARED_SECONDS = 3
PETRA = ("Petra Jansen", "p.jansen@x.nl")
JAN = ("Jan de Vries", "j.devries@y.nl")
anything = st.text(st.characters() | st.sampled_from('@.,;<>()[]"\n\t aB|:-/?\u202e'))
first_names = st.sampled_from(["Petra", "Jan", "Fatima", "Anne-Marie", "Søren", "Koen"])
family_names = st.sampled_from(["Jansen", "de Vries", "van den Berg", "Amrani", "'t Hart", "Bos"])
people = st.lists(st.tuples(first_names, family_names), min_size=1, max_size=8)


def found(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.address) for one in pasted(text).invitees]


def test_half_an_address_lends_its_words_to_no_name():
    read = pasted("kees@, Petra Jansen <p.jansen@x.nl>\nanna@ Jan de Vries j.devries@y.nl")

    assert [(one.name, one.address) for one in read.invitees] == [PETRA, JAN]
    assert [*read.unclear] == ["kees@", "anna@"]


@pytest.mark.parametrize(
    "line",
    [
        "Jansen, Petra <p.jansen@x.nl>",
        '"Jansen, Petra" <p.jansen@x.nl>',
        "'Petra Jansen' <P.Jansen@X.NL>",
        "Petra Jansen <mailto:p.jansen@x.nl>",
        "Petra Jansen (p.jansen@x.nl)",
        "Petra Jansen [p.jansen@x.nl]",
        "[Petra Jansen](mailto:p.jansen@x.nl)",
        "p.jansen@x.nl (Petra Jansen)",
        "Petra Jansen (GGD Haaglanden) <p.jansen@x.nl>",
        "Petra Jansen, verloskundige <p.jansen@x.nl>",
        "Petra Jansen p.jansen@x.nl",
        "Petra Jansen - p.jansen@x.nl - GGD",
        "Petra Jansen: p.jansen@x.nl",
        "- Petra Jansen p.jansen@x.nl",
        "• Petra Jansen, p.jansen@x.nl",
        "3. Petra Jansen <p.jansen@x.nl>",
        "Aan: Petra Jansen <p.jansen@x.nl>;",
        "naam: Petra Jansen, e-mail: p.jansen@x.nl",
        "Petra Jansen;p.jansen@x.nl;GGD Haaglanden",
        "GGD Haaglanden;Petra Jansen;p.jansen@x.nl",
        "p.jansen@x.nl,Petra Jansen,06-12345678",
        '"p.jansen@x.nl";"Petra Jansen";"GGD"',
        '"Jansen, Petra",p.jansen@x.nl,GGD',
        "12\tJansen\tPetra\tGGD\tp.jansen@x.nl",
        "Petra\tJansen\tVerloskundige\tp.jansen@x.nl",
        "Jansen, Petra, p.jansen@x.nl",
        "| Petra Jansen | p.jansen@x.nl |",
        "Petra Jansen    p.jansen@x.nl    GGD",
        "\u202aPetra Jansen\u202c <\u202ap.jansen@x.nl\u202c>",
        "Petra\u00a0Jansen\u00a0<p.jansen@x.nl>",
    ],
)
def test_one_person_is_read_out_of_any_shape(line: str) -> None:
    assert found(line) == [PETRA]
    assert pasted(line).unclear == ()


@pytest.mark.parametrize(
    "line",
    [
        "Jansen, Petra <p.jansen@x.nl>; Vries, Jan de <j.devries@y.nl>",
        "Jansen, Petra <p.jansen@x.nl>, Vries, Jan de <j.devries@y.nl>",
        '"Jansen, Petra" <p.jansen@x.nl>, "Vries, de, Jan" <j.devries@y.nl>',
        "Petra Jansen p.jansen@x.nl Jan de Vries j.devries@y.nl",
        "Petra Jansen, p.jansen@x.nl, Jan de Vries, j.devries@y.nl",
        "Petra Jansen;p.jansen@x.nl;Jan de Vries;j.devries@y.nl",
        "p.jansen@x.nl (Petra Jansen), j.devries@y.nl (Jan de Vries)",
        "p.jansen@x.nl, Petra Jansen; j.devries@y.nl, Jan de Vries",
        "Petra Jansen (p.jansen@x.nl), Jan de Vries (j.devries@y.nl)",
        "Petra Jansen <p.jansen@x.nl>\r\nJan de Vries <j.devries@y.nl>",
        "Petra Jansen <p.jansen@x.nl>\u2028\vJan\tde\tVries\tj.devries@y.nl",
        "Voornaam;Achternaam;E-mail\nPetra;Jansen;p.jansen@x.nl\nJan;de;Vries;j.devries@y.nl",
    ],
)
def test_two_people_keep_their_own_names(line: str) -> None:
    assert found(line) == [PETRA, JAN]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("petra.jansen@x.nl", "Petra Jansen"),
        ("PETRA_JANSEN2@x.nl", "Petra Jansen"),
        ("p.jansen@x.nl", "P. Jansen"),
        ("jan.van.der.berg@x.nl", "Jan van der Berg"),
        ("anne-marie.bos+lcm@x.nl", "Anne-Marie Bos"),
        ("info@x.nl", "Info"),
        ("12345@x.nl", "12345"),
    ],
)
def test_a_bare_address_lends_its_name(address: str, name: str) -> None:
    assert found(f"<mailto:{address}>") == [(name, address.lower())]


@pytest.mark.parametrize(
    "line",
    [
        "stuur ook naar petra@x.nl graag",
        "Graag ook naar petra@x.nl",
        "Kun je ook Petra uitnodigen, haar mail is petra@x.nl",
        "petra@x.nl",
        "'petra@x.nl' <petra@x.nl>",
        "petra@x.nl<mailto:petra@x.nl>",
        "(petra@x.nl)",
        "petra@x.nl.",
        "petra@x.nl?subject=Hoi",
        "E-mail: petra@x.nl; tel: 06-12345678",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(line: str) -> None:
    assert found(line) == [("Petra", "petra@x.nl")]


def test_a_name_stays_with_the_address_it_stands_before() -> None:
    assert found("info@x.nl, Jan de Vries <j.devries@y.nl>") == [("Info", "info@x.nl"), JAN]


def test_the_same_address_comes_once_with_the_best_name() -> None:
    text = "p.jansen@x.nl\nJan de Vries <j.devries@y.nl>\nPetra Jansen <P.JANSEN@x.nl>"

    assert found(text) == [PETRA, JAN]


@pytest.mark.parametrize(
    "line",
    [
        "Hoi allemaal, wie komen er?",
        "Petra Jansen",
        "petra@",
        "Petra Jansen <petra@ggd>",
        "petra(at)x.nl",
        "email=petra@x.nl",
        "Petra/petra@x.nl",
        "a@x.nl/b@y.nl",
        "jansén@x.nl",
    ],
)
def test_what_is_unclear_is_shown_and_not_guessed(line: str) -> None:
    assert pasted(f"{line}\n{line}") == pasted(line)
    assert pasted(line).invitees == ()
    assert pasted(line).unclear == (line,)


def test_a_bad_word_beside_a_good_address_is_shown_alone() -> None:
    read = pasted("Petra Jansen <p.jansen@x.nl>; jan@; kees@z")

    assert read.invitees == (Invitee(*PETRA),)
    assert read.unclear == ("jan@", "kees@z")


@pytest.mark.parametrize(
    "line", ["", "   ", "-----", "\t\t;;", "Naam;E-mail;Organisatie", "12", "\0"]
)
def test_blank_lines_rules_and_headings_are_dropped(line: str) -> None:
    assert pasted(line) == pasted("")


@given(people, st.sampled_from(["; ", ", ", "\n", " "]), st.booleans())
def test_a_list_out_of_outlook_comes_back_whole(
    names: list[tuple[str, str]], between: str, is_turned: bool
) -> None:
    full = [f"{first} {family}" for first, family in names]
    shown = [f"{family}, {first}" if is_turned else f"{first} {family}" for first, family in names]
    text = between.join(f"{name} <person{at}@x.nl>" for at, name in enumerate(shown))

    assert found(text) == [(name, f"person{at}@x.nl") for at, name in enumerate(full)]


@given(people, st.permutations(["name", "address", "number", "phone"]), st.sampled_from("\t;,|"))
def test_the_order_of_columns_does_not_matter(
    names: list[tuple[str, str]], order: list[str], separator: str
) -> None:
    rows = [
        {
            "name": f"{first} {family}",
            "address": f"person{at}@x.nl",
            "number": str(at),
            "phone": "06-12345678",
        }
        for at, (first, family) in enumerate(names)
    ]

    text = "\n".join(separator.join(row[column] for column in order) for row in rows)

    assert found(text) == [(row["name"], row["address"]) for row in rows]


@given(anything)
def test_any_text_gives_valid_people_each_once(text: str) -> None:
    read = pasted(text)

    addresses = [one.address for one in read.invitees]
    assert len(set(addresses)) == len(addresses)
    for one in read.invitees:
        assert is_address(one.address)
        assert email_key(one.address) == one.address
        assert one.name
        assert clean_text(one.name, limit=120) == one.name
    assert all(clean_text(piece, limit=200) == piece != "" for piece in read.unclear)


@given(anything, anything)
def test_an_address_on_a_line_of_its_own_is_always_found(before: str, after: str) -> None:
    assert "lone@example.org" in dict(map(reversed, found(f"{before}\nlone@example.org\n{after}")))


@settings(max_examples=10)
@given(st.text("abc@.,;<( \"'\n", min_size=1, max_size=12))
def test_a_hundred_thousand_characters_never_take_squared_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]

    started = time.process_time()
    pasted(text)

    assert time.process_time() - started < SQUARED_SECONDS


@pytest.mark.parametrize(
    "piece",
    ["a", "@", "a@", "<", "(a", '"a', '",', "a, ", "a;", "van;", "a@b.nl,", "x@y.nl (", "mailto:"],
)
@pytest.mark.parametrize("frame", ["{}", '"{} p@x.nl {}'])
def test_text_made_to_be_slow_is_not(piece: str, frame: str) -> None:
    text = frame.replace("{}", (piece * 50_000)[:50_000])

    started = time.process_time()
    read = pasted(text)

    assert time.process_time() - started < SQUARED_SECONDS
    assert len(read.unclear) <= 20_000
