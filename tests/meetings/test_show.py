"""The public page says what, when, where, for whom, and whether there is a seat."""

from datetime import timedelta

from lcm import clock
from lcm.meetings import operations
from tests.conftest import Browser
from tests.meetings.conftest import draft


def test_a_draft_is_seen_by_its_planners_only(app, organiser, meeting):
    stranger = app.test_client()

    assert stranger.get(f"/m/{meeting.slug}").status_code == 404
    assert organiser.get(f"/m/{meeting.slug}").status_code == 200


def test_a_published_page_shows_programme_place_and_seats(client: Browser, community):
    meeting = operations.plan_meeting(
        community, draft(seats=12, link="https://video.example.org/geheim", description="Samen.")
    )
    operations.publish_meeting(meeting)

    page = client.get(f"/m/{meeting.slug}")

    assert page.status_code == 200
    for words in ("Kick-off samenwerking", "Stadhuis, zaal B2", "14.45", "Samen.", "12"):
        assert words in page.text
    assert "video.example.org" not in page.text
    assert f"/m/{meeting.slug}/register" in page.text


def test_a_past_session_takes_nobody_any_more(client: Browser, meeting):
    operations.publish_meeting(meeting)

    with clock.set_to(meeting.ends_at + timedelta(minutes=1)):
        page = client.get(f"/m/{meeting.slug}")

    assert f"/m/{meeting.slug}/register" not in page.text


def test_a_cancelled_session_says_why(client: Browser, meeting):
    operations.publish_meeting(meeting)
    operations.cancel_meeting(meeting, "De zaal is <b>dubbel</b> geboekt.")

    page = client.get(f"/m/{meeting.slug}")

    assert "De zaal is &lt;b&gt;dubbel&lt;/b&gt; geboekt." in page.text
    assert "/register" not in page.text


def test_an_unknown_address_is_not_found(client: Browser, meeting):
    assert client.get("/m/nergens").status_code == 404
