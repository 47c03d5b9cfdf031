"""One link opens everything of one's own place, and nothing of anybody else's."""

import re
from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db
from lcm.live.queries import live_of
from lcm.meetings.operations import cancel_meeting
from lcm.registration import operations, waiting_list
from lcm.registration.models import RegistrationState
from lcm.registration.queries import find_place, present_places
from lcm.registration.tokens import place_token
from tests.registration.conftest import kinds, post, shown, sign_up


@pytest.fixture
def anna(meeting):
    return sign_up(meeting, "Anna Smit")[0]


@pytest.fixture
def path(app, anna):
    return f"/p/{place_token(anna)}"


def test_the_page_says_that_the_place_is_certain(client, path):
    page = client.get(path, headers={"Accept-Language": "nl"})

    assert "Fijn dat je komt, Anna" in page.text
    assert "Je plek is vast." in page.text
    assert "Stadhuis, zaal B2" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in page.text


def test_the_page_speaks_the_language_of_the_registration(client, path):
    assert '<html class="phone" lang="nl">' in client.get(path).text


def test_who_waits_reads_which_turn_it_is(client, make):
    meeting = make(seats=1)
    people = sign_up(meeting, "Anna", "Bram", "Cato")

    page = client.get(f"/p/{place_token(people[2])}", headers={"Accept-Language": "nl"})

    assert "Je bent nummer 2." in page.text


def test_who_is_offered_a_seat_reads_until_when_and_takes_it(client, make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)
    place = f"/p/{place_token(bram)}"

    page = client.get(place, headers={"Accept-Language": "nl"})
    after = post(client, f"{place}/claim", choice="claim")

    assert "Er is een plek voor je, Bram" in page.text
    assert "vrijdag 20 november, 10.00" in page.text
    assert "Je plek is vast" in after.text


def test_an_offer_that_has_passed_says_so(client, make):
    meeting = make(seats=1)
    anna, bram, _cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(anna)
    place = f"/p/{place_token(bram)}"

    with clock.set_to(clock.now() + timedelta(days=2)):
        refused = client.post(f"{place}/claim", data={"choice": "claim"})
        db.session.commit()
        waiting_list.lapse_overdue(clock.now())
        page = client.get(place, headers={"Accept-Language": "nl"})

    assert refused.status_code == 409
    assert "Dit aanbod is verlopen" in refused.text
    assert "De plek ging naar de volgende" in page.text
    assert "Opnieuw aanmelden" in page.text


def test_the_video_link_is_for_who_is_registered(client, make):
    meeting = make(link="https://video.example.org/kamer")
    (anna,) = sign_up(meeting, "Anna")

    page = client.get(f"/p/{place_token(anna)}")

    assert "https://video.example.org/kamer" in page.text


def test_who_waits_does_not_see_the_video_link(client, make):
    meeting = make(seats=1, link="https://video.example.org/kamer")
    _anna, bram = sign_up(meeting, "Anna", "Bram")
    path = f"/p/{place_token(bram)}"

    assert "video.example.org" not in client.get(path).text
    assert b"video" not in client.get(f"{path}/calendar.ics").data


def test_a_seat_that_went_on_is_not_offered_back(client, make):
    meeting = make(seats=1)
    anna, _bram = sign_up(meeting, "Anna", "Bram")

    page = post(client, f"/p/{place_token(anna)}/cancel", choice="cancel")

    assert 'value="undo"' not in page.text
    assert f"/m/{meeting.slug}/register" in page.text


def test_looking_and_forms_as_served_change_nothing(client, path, anna, just_before):
    for address in (path, f"{path}/cancel", f"{path}/calendar.ics"):
        client.head(address)
        client.get(address)
    answers = [client.post(f"{path}/{step}") for step in ("here", "cancel", "undo")]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert anna.state == RegistrationState.CONFIRMED
    assert find_place(anna) is None
    assert kinds() == ["confirmed"]


def test_i_am_here_is_one_press_and_gives_this_browser_the_place(client, path, anna, just_before):
    answer = client.post(f"{path}/here", data={"here": "yes"})

    (place,) = present_places(anna.meeting)
    assert place.registration is anna
    assert re.match(r"place=\S+; .*HttpOnly; .*SameSite=Lax", answer.headers["Set-Cookie"])
    assert client.get_cookie("place").value.startswith(place.public_id)


def test_nobody_is_here_days_before(client, path, anna):
    answer = client.post(f"{path}/here", data={"here": "yes"})

    assert answer.status_code == 409
    assert find_place(anna) is None


def test_on_the_day_the_page_leads_to_the_vote_with_the_own_domain(client, path, anna, just_before):
    page = client.get(path)

    assert f"/j/{live_of(anna.meeting).code}?as=" in page.text
    assert 'name="here"' in page.text


def test_cancelling_asks_and_then_does(client, path, anna):
    asked = client.get(f"{path}/cancel")
    answer = post(client, f"{path}/cancel", choice="cancel")

    assert 'value="cancel"' in asked.text
    assert 'value="undo"' in answer.text
    assert anna.state == RegistrationState.CANCELLED


def test_a_cancelling_is_taken_back_with_one_press(client, path, anna):
    client.post(f"{path}/cancel", data={"choice": "cancel"})

    client.post(f"{path}/undo", data={"choice": "undo"})

    assert anna.state == RegistrationState.CONFIRMED


def test_after_ten_minutes_the_page_offers_to_register_again(client, path, anna):
    client.post(f"{path}/cancel", data={"choice": "cancel"})

    with clock.set_to(clock.now() + timedelta(minutes=11)):
        page = client.get(path)
        answer = client.post(f"{path}/undo", data={"choice": "undo"})

    assert 'value="undo"' not in page.text
    assert f"/m/{anna.meeting.slug}/register" in page.text
    assert answer.status_code == 409


def test_a_cancelled_session_says_so_on_everybodys_page(client, path, meeting):
    cancel_meeting(meeting, "De zaal is dubbel geboekt.")

    page = client.get(path)

    assert "De zaal is dubbel geboekt." in page.text
    assert "/cancel" not in page.text


def test_the_page_gives_a_colleague_the_public_link(client, path, meeting):
    assert f"http://localhost/m/{meeting.slug}</textarea>" in client.get(path).text


def test_links_that_do_not_work_all_get_the_same_page(client, path, anna, meeting):
    (bram,) = sign_up(meeting, "Bram")
    public_id, version, signature = path.removeprefix("/p/").split(".")
    revoked = path
    anna.version = 2
    texts = ["x", f"{public_id}.{version}.{signature[:-1]}", f"{bram.public_id}.1.{signature}"]
    pages = [client.get(address) for address in (revoked, *(f"/p/{text}" for text in texts))]

    assert {page.status_code for page in pages} == {404}
    assert len({shown(page) for page in pages}) == 1


def test_a_tampered_link_does_nothing_on_any_of_its_doors(client, path, anna):
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")

    doors = [
        client.post(f"{wrong}/here", data={"here": "yes"}),
        client.post(f"{wrong}/cancel", data={"choice": "cancel"}),
        client.post(f"{wrong}/undo", data={"choice": "undo"}),
        client.get(f"{wrong}/calendar.ics"),
    ]

    assert {door.status_code for door in doors} == {404}
    assert anna.state == RegistrationState.CONFIRMED
