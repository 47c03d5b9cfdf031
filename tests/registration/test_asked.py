"""Own questions on the form: asked of whom they are meant for, seen by organisers, forgotten."""

from datetime import timedelta

import pytest

from lcm.registration.asked import Kind, Question, asked, counts, ready_made
from lcm.registration.asking import ask, forget_answers, questions_of
from lcm.registration.queries import registrations_of
from tests.registration.conftest import filled_in

POSTER = Question("own-1", Kind.YES_NO, "Neem je een poster mee?", is_required=True)
SIZE = Question("own-2", Kind.CHOICE, "Hoe groot?", ("A0", "A1"), True, "own-1", "yes")
WARD = Question("own-3", Kind.TEXT, "Welke afdeling?", (), True, "domain", "medical")
DIET = ready_made(Kind.DIETARY)
PHOTO = ready_made(Kind.PHOTO)


def send(client, meeting, **changes):
    return client.post(f"/m/{meeting.slug}/register", data=filled_in(**changes))


@pytest.fixture
def asking(meeting):
    ask(meeting, [DIET, PHOTO, POSTER, SIZE, WARD])
    return meeting


@pytest.mark.parametrize(
    ("domain", "given", "names"),
    [
        ("medical", {}, ["own-1", "own-3"]),
        ("social", {}, ["own-1"]),
        ("social", {"own-1": "yes"}, ["own-1", "own-2"]),
        ("social", {"own-1": "no", "own-2": "A0"}, ["own-1"]),
    ],
)
def test_a_question_is_asked_only_of_whom_it_is_meant_for(domain, given, names):
    found = asked([POSTER, SIZE, WARD], domain, given)

    assert [question.name for question in found] == names


def test_a_question_after_one_that_is_not_asked_is_not_asked():
    first = Question("own-1", Kind.YES_NO, "Een?", when="domain", answer="social")
    second = Question("own-2", Kind.TEXT, "Twee?", when="own-1", answer="yes")

    assert asked([first, second], "medical", {"own-1": "yes"}) == []


def test_the_same_wish_is_counted_once_whatever_its_case():
    assert counts(["Vega", "halal", "vega ", "VEGA"]) == [("Vega", 3), ("halal", 1)]


@pytest.mark.usefixtures("both_engines")
def test_questions_come_back_as_they_were_asked(make):
    meeting = make()

    ask(meeting, [DIET, POSTER, SIZE, WARD])

    assert questions_of(meeting) == [DIET, POSTER, SIZE, WARD]


def test_answers_are_kept_with_the_registration(client, asking):
    given = {"dietary": "vegetarisch", "photo": "y", "own-1": "no", "own-2": "A0", "own-3": "B4"}

    send(client, asking, **given)

    (registration,) = registrations_of(asking)
    assert registration.replies == {
        "dietary": "vegetarisch",
        "photo": "yes",
        POSTER.text: "no",
        WARD.text: "B4",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"own-3": "B4"}, POSTER.text),
        ({"own-1": "yes", "own-3": "B4"}, SIZE.text),
        ({"own-1": "yes", "own-2": "A7", "own-3": "B4"}, SIZE.text),
        ({"own-1": "maybe", "own-3": "B4"}, POSTER.text),
        ({"own-1": "no"}, WARD.text),
        ({"own-1": "no", "own-3": "x" * 301}, WARD.text),
    ],
)
def test_what_is_asked_has_to_be_answered_and_the_rest_stays(client, asking, given, told):
    page = send(client, asking, dietary="halal", **given)

    assert page.status_code == 422
    assert f"<li>{told}: " in page.text
    assert 'value="halal"' in page.text
    assert registrations_of(asking) == ()


def test_who_is_not_asked_need_not_answer(client, asking):
    answer = send(client, asking, domain="social", **{"own-1": "no"})

    assert answer.status_code == 303


def test_a_form_without_questions_shows_none(client, meeting):
    page = client.get(f"/m/{meeting.slug}/register")

    assert "asked-if" not in page.text


def test_what_is_about_health_is_removed_after_thirty_days(client, asking):
    send(client, asking, **{"dietary": "halal", "own-1": "no", "own-3": "B4"})
    (registration,) = registrations_of(asking)

    forget_answers(asking.ends_at + timedelta(days=29))
    before = dict(registration.replies)
    for _time in range(2):
        forget_answers(asking.ends_at + timedelta(days=31))

    assert before["dietary"] == "halal"
    assert registration.replies == {POSTER.text: "no", WARD.text: "B4"}
