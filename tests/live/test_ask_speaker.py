"""The page on which a phone asks the speaker: by forms alone, and by the script's short ways."""

import pytest

from lcm.db import db
from lcm.live.models import Question
from lcm.live.talk import questions
from lcm.live.talk.asked import questions_of
from tests.live.asking import Asker, asked_by, take_questions

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{7*7}}",
    "=HYPERLINK(1)",
    "Ja\n\nevent: x\ndata: y",
    "\u202egnp.exe",
    "' OR 1=1 --",
)


@pytest.fixture
def asking(poll):
    return take_questions(poll.meeting)


@pytest.fixture
def phone(app, live, asking):
    return Asker(app, live.code)


def test_a_question_is_asked_and_marked_as_ones_own(phone, app, live):
    answer = phone.ask("Wie betaalt dat?")

    assert (answer.status_code, answer.headers["Location"]) == (303, phone.path)
    assert "jouw vraag" in phone.read()
    assert "Wie betaalt dat?" in Asker(app, live.code).read()
    assert "jouw vraag" not in Asker(app, live.code).read()


def test_two_taps_ask_once(phone, asking):
    answers = [phone.ask("Wie betaalt dat?") for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert len(questions_of(asking).all) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_words(phone, asking, text):
    answer = phone.ask(text)

    assert answer.status_code == 303
    assert len(questions_of(asking).all) == 1
    page = phone.read()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "\n" not in questions_of(asking).all[0].question.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "Vul dit in."), ("x" * 301, "Dit is te lang: hooguit 300 tekens.")],
)
def test_nothing_and_too_much_are_refused_and_stay_typed(phone, asking, text, sentence):
    answer = phone.ask(text)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert text.strip() in answer.get_data(as_text=True)
    assert questions_of(asking).all == []


def test_the_eleventh_question_is_refused_in_words(phone):
    for number in range(questions.MOST_PER_DEVICE):
        phone.ask(f"Vraag {number}?")

    answer = phone.ask("Nog een?")

    assert answer.status_code == 429
    assert "Je hebt al 10 vragen gesteld" in answer.get_data(as_text=True)
    assert "Nog een?" in answer.get_data(as_text=True)


def test_a_tap_supports_and_another_takes_it_back(phone, asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")

    first = phone.mark(question.public_id)
    page = phone.read()
    second = phone.mark(question.public_id, "withdraw")

    assert (first.status_code, second.status_code) == (303, 303)
    assert 'aria-label="Steun deze vraag: 1" aria-pressed="true"' in page
    assert 'aria-label="Steun deze vraag: 0" aria-pressed="false"' in phone.read()


def test_after_the_close_asking_and_supporting_are_refused_in_words(phone, asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    questions.close_questions(asking)

    answers = [phone.ask("Te laat?"), phone.mark(question.public_id)]

    assert [one.status_code for one in answers] == [409, 409]
    for answer in answers:
        assert "neemt nu geen vragen aan" in answer.get_data(as_text=True)
    assert "Wie betaalt dat?" in phone.read()


def test_what_this_phone_may_not_see_is_absent(phone, asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    questions.hide(question, asking)

    answers = [phone.mark(question.public_id), phone.mark("1" * 14)]

    assert [one.status_code for one in answers] == [404, 404]
    assert "Wie betaalt dat?" not in phone.read()


def test_a_question_that_waits_is_shown_to_who_asked_it_only(app, live, poll):
    take_questions(poll.meeting, is_approved_first=True)
    phone, other = Asker(app, live.code), Asker(app, live.code)

    phone.ask("Wie betaalt dat?")

    assert "wacht op de gespreksleider" in phone.read()
    assert "Wie betaalt dat?" not in other.read()


def test_a_form_of_another_phone_is_not_taken(phone, app, live, asking):
    other = Asker(app, live.code)
    other.token = phone.token

    answer = other.ask("Wie betaalt dat?")

    assert answer.status_code == 400
    assert questions_of(asking).all == []


def test_a_script_gets_the_list_once_and_then_only_what_changed(phone, asking):
    first = phone.client.get(f"{phone.path}?part=1")
    seen = {"If-None-Match": first.headers["ETag"]}
    same = phone.client.get(f"{phone.path}?part=1", headers=seen)
    asked_by(asking, "Wie betaalt dat?")
    fresh = phone.client.get(f"{phone.path}?part=1", headers=seen)

    assert (first.status_code, same.status_code, fresh.status_code) == (200, 304, 200)
    assert same.data == b""
    assert "<html" not in fresh.get_data(as_text=True)
    assert "Wie betaalt dat?" in fresh.get_data(as_text=True)


def test_a_script_is_answered_shortly(phone, asking):
    address, form = f"{phone.path}?part=1", {"csrf_token": phone.token}

    sent = phone.client.post(address, data={**form, "question": "Wie betaalt dat?"})
    empty = phone.client.post(address, data={**form, "question": ""})

    assert (sent.status_code, sent.data) == (204, b"")
    assert empty.status_code == 422
    assert "<html" not in empty.get_data(as_text=True)
    assert 'aria-invalid="true"' in empty.get_data(as_text=True)


def test_looking_writes_nothing(phone, asking):
    phone.read()

    assert db.session.query(Question).count() == 0


def test_the_phone_page_offers_questions_while_they_are_taken(app, live, poll):
    client = app.test_client()
    before = client.get(f"/j/{live.code}").get_data(as_text=True)
    asking = take_questions(poll.meeting)
    during = client.get(f"/j/{live.code}").get_data(as_text=True)
    state = client.get(f"/live/{live.code}/state").get_json()
    questions.close_questions(asking)

    after = client.get(f"/live/{live.code}/state").get_json()

    assert " hidden" in before[before.index("<questions-card") :].partition(">")[0]
    assert " hidden" not in during[during.index("<questions-card") :].partition(">")[0]
    assert (state["questions"], after["questions"]) == (True, False)
    assert after["version"] > state["version"]
