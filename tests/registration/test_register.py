"""The form takes one submit, keeps what was typed, and ends the same for everybody."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lcm import clock
from lcm.db import db
from lcm.meetings.operations import cancel_meeting
from lcm.people.models import Organisation
from lcm.people.operations import organisation_named
from lcm.people.queries import find_domain
from lcm.registration.models import Registration
from lcm.registration.queries import registrations_of
from tests.registration.conftest import filled_in, kinds, mails, post, sign_up

CSRF = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "Robert'); DROP TABLE registration;--",
    "=HYPERLINK(1)",
    "\u202eomgekeerd\u202c",
    "Ana\r\nBcc: all@example.org",
    "Zoë 🦊 إلهام",
    "\x00nul",
)


def count():
    return db.session.scalar(select(func.count(Registration.id)))


def page_of(answer):
    """What a person gets to see, without what is different in every browser."""
    return answer.status_code, CSRF.sub("", answer.text)


def test_one_submit_gives_a_place_and_a_mail(client, meeting):
    answer = client.post(f"/m/{meeting.slug}/register", data=filled_in())

    (registration,) = registrations_of(meeting)
    assert (answer.status_code, answer.location) == (303, f"/m/{meeting.slug}/thanks")
    assert registration.person.name == "Fatima el Idrissi"
    assert (registration.domain.slug, registration.role) == ("medical", "verloskundige")
    assert [mail.to_address for mail in mails("confirmed")] == ["fatima@example.org"]


def test_the_thank_you_page_holds_no_link_to_the_place(client, meeting):
    client.post(f"/m/{meeting.slug}/register", data=filled_in())

    page = client.get(f"/m/{meeting.slug}/thanks")

    assert f"/p/{registrations_of(meeting)[0].public_id}" not in page.text
    assert "set-cookie" not in page.headers


def test_known_unknown_seated_waiting_and_again_all_look_alike(app, make):
    meeting = make(seats=1)

    seen = []
    for changes in (
        {},
        {"name": "Bram", "email": "bram@example.org"},
        {},
        {"name": "Bram", "email": " BRAM@example.org "},
    ):
        client = app.test_client()
        answer = post(client, f"/m/{meeting.slug}/register", **filled_in(**changes))
        seen.append(page_of(answer))

    assert kinds() == ["confirmed", "waiting", "already", "already"]
    assert len(set(seen)) == 1


def test_an_address_gets_three_mails_an_hour_and_always_the_same_page(client, meeting):
    pages = set()
    for minute in range(12):
        with clock.set_to(clock.now() + timedelta(minutes=minute)):
            page = post(client, f"/m/{meeting.slug}/register", **filled_in())
        pages.add(page_of(page))

    assert len(pages) == 1
    assert kinds(to="fatima@example.org") == ["confirmed", "already", "already"]


def test_after_an_hour_the_address_gets_mail_again(client, meeting):
    for minute in (0, 1, 2, 3, 61):
        with clock.set_to(clock.now() + timedelta(minutes=minute)):
            client.post(f"/m/{meeting.slug}/register", data=filled_in())

    assert len(mails()) == 4


def test_many_names_at_one_address_get_no_more_mails(client, meeting):
    for number in range(6):
        data = filled_in(name=f"Naam {number}", email="Praktijk@example.org")
        client.post(f"/m/{meeting.slug}/register", data=data)

    assert len(mails()) == 3
    assert count() == 6


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(client, meeting, text):
    data = filled_in(name=f"A {text}", organisation=text, role=text)

    answer = client.post(f"/m/{meeting.slug}/register", data=data)

    (registration,) = registrations_of(meeting)
    assert answer.status_code == 303
    assert "\n" not in registration.person.name
    assert "\x00" not in registration.role


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "\u200b\u200b"),
        ("email", "fatima"),
        ("email", "fatima@example.org, bram@example.org"),
        ("email", "x" * 250 + "@example.org"),
        ("organisation", "x" * 161),
        ("organisation", ""),
        ("domain", ""),
        ("domain", "gardening"),
        ("role", "x" * 121),
    ],
)
def test_what_is_not_right_is_said_and_the_rest_stays(client, meeting, name, value):
    data = filled_in(**{name: value})

    answer = client.post(f"/m/{meeting.slug}/register", data=data)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    kept = "verloskundige" if name != "role" else "Ella Verloskundige Zorg"
    assert f'value="{kept}"' in answer.text
    assert count() == 0


def test_hostile_text_comes_back_escaped(client, meeting):
    data = filled_in(name='"><script>alert(1)</script>', email="nee")

    answer = client.post(f"/m/{meeting.slug}/register", data=data)

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_lived_experience_needs_no_organisation(client, meeting):
    data = filled_in(organisation="", domain="lived-experience", name="Robin")

    answer = client.post(f"/m/{meeting.slug}/register", data=data)

    assert answer.status_code == 303
    assert registrations_of(meeting)[0].organisation_text == ""


def test_what_the_form_does_not_ask_is_ignored(client, make):
    meeting = make(seats=0 + 1)
    sign_up(meeting, "Anna")
    data = filled_in(state="confirmed", meeting_id="1", queued_at="2020-01-01", version="9")

    client.post(f"/m/{meeting.slug}/register", data=data)

    late = registrations_of(meeting)[1]
    assert (late.state, late.version) == ("waiting", 1)


def test_an_organisation_typed_anew_does_not_enter_the_register(client, meeting):
    client.post(f"/m/{meeting.slug}/register", data=filled_in(organisation="Nep BV"))

    assert db.session.scalar(select(func.count(Organisation.id))) == 0


def test_the_form_offers_the_register_with_its_domains(client, meeting):
    organisation_named("Ella Verloskundige Zorg", find_domain("medical"))

    page = client.get(f"/m/{meeting.slug}/register")

    assert '<option value="Ella Verloskundige Zorg" data-domain="medical">' in page.text


@pytest.mark.parametrize("way", ["past", "cancelled"])
def test_what_is_over_takes_nobody(client, meeting, way):
    if way == "cancelled":
        cancel_meeting(meeting, "Ziek.")
    moment = meeting.ends_at if way == "past" else clock.now()

    with clock.set_to(moment):
        shown = client.get(f"/m/{meeting.slug}/register")
        sent = client.post(f"/m/{meeting.slug}/register", data=filled_in())

    assert (shown.status_code, shown.location) == (302, f"/m/{meeting.slug}")
    assert sent.status_code == 409
    assert count() == 0


def test_an_unknown_meeting_is_not_found(client, meeting):
    assert client.post("/m/nergens/register", data=filled_in()).status_code == 404
    assert client.get("/m/nergens/thanks").status_code == 404


def test_a_visitor_keeps_the_page_for_the_back_button_and_not_what_was_typed(client, meeting):
    page = client.get(f"/m/{meeting.slug}/register")
    typed = client.post(f"/m/{meeting.slug}/register", data={"name": "Anna"})

    assert page.headers["Cache-Control"] == "private, no-cache"
    assert typed.status_code == 422
    assert typed.headers["Cache-Control"] == "private, no-store"
