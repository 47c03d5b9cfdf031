"""An organiser switches questions on, adds their own, and reads the answers with counts."""

import pytest

from lcm.registration.asked import Kind, Question, ready_made
from lcm.registration.asking import ask, questions_of
from tests.registration.conftest import filled_in

POSTER = {"own-1-text": "Poster?", "own-1-kind": "yes-no", "own-1-is_required": "y"}
SIZE = {
    "own-2-text": "Hoe groot?",
    "own-2-kind": "choice",
    "own-2-choices": "A0\r\nA1\r\n\r\nA1",
    "own-2-when": "own-1",
    "own-2-answer": "Ja",
}
EMPTY = {f"own-{n}-kind": "text" for n in (3, 4)} | {f"own-{n}-when": "" for n in (1, 3, 4)}


def save(organiser, meeting, **fields):
    return organiser.post(f"/m/{meeting.slug}/form", data={**EMPTY, **fields})


def test_questions_are_switched_on_and_conditions_kept(organiser, meeting):
    answer = save(organiser, meeting, dietary="y", **POSTER, **SIZE)

    assert answer.status_code == 303
    assert questions_of(meeting) == [
        ready_made(Kind.DIETARY),
        Question("own-1", Kind.YES_NO, "Poster?", is_required=True),
        Question("own-2", Kind.CHOICE, "Hoe groot?", ("A0", "A1"), False, "own-1", "yes"),
    ]
    page = organiser.get(f"/m/{meeting.slug}/form").text
    assert "A0\nA1" in page
    assert 'value="Ja"' in page


def test_a_question_for_one_domain_is_kept(organiser, meeting):
    save(organiser, meeting, **POSTER, **{"own-1-when": "domain:social", **_no_second()})

    assert questions_of(meeting)[0].when == "domain"
    assert questions_of(meeting)[0].answer == "social"


def _no_second():
    return {"own-2-kind": "text", "own-2-when": ""}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"own-2-choices": "A0"}, "Schrijf minstens twee antwoorden"),
        ({"own-2-answer": "misschien"}, "heeft dit antwoord niet"),
        ({"own-2-answer": ""}, "heeft dit antwoord niet"),
        ({"own-1-kind": "text"}, "kiezen mensen geen antwoord"),
        ({"own-1-text": ""}, "kiezen mensen geen antwoord"),
        ({"own-2-text": "Poster?"}, "Deze vraag stel je al"),
        ({"own-2-when": "own-4"}, "Kijk naar je eigen vragen"),
        ({"own-2-kind": "secret"}, "Kijk naar je eigen vragen"),
        ({"own-2-text": "x" * 161}, "Kijk naar je eigen vragen"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(organiser, meeting, changes, told):
    page = save(organiser, meeting, travel="y", **{**POSTER, **SIZE, **changes})

    assert page.status_code == 422
    assert told in page.text
    assert questions_of(meeting) == []


def test_the_caterer_gets_counts(client, organiser, meeting):
    ask(meeting, [ready_made(Kind.DIETARY)])
    for name, wish in (("Anna", "vega"), ("Bram", "Vega"), ("Cato", "halal"), ("Driss", "")):
        address = f"{name.lower()}@example.org"
        data = filled_in(name=name, email=address, dietary=wish)
        client.post(f"/m/{meeting.slug}/register", data=data)
    ask(meeting, [])

    page = organiser.get(f"/m/{meeting.slug}/answers").text

    assert "<strong>2</strong> × vega" in page
    assert "<strong>1</strong> × halal" in page
    assert "Cato: halal" in page
    assert "(vragen we niet meer)" in page
