"""The organiser's pages about one registration, and the table found again after each."""

import pytest

from lcm import clock
from lcm.db import db
from lcm.people.queries import find_domain
from lcm.registration import operations
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import filled_in, kinds, post, sign_up


def page_of(registration):
    return f"/m/{registration.meeting.slug}/registrations/{registration.public_id}"


def amended(**changes):
    return {"organisation": "", "domain": "medical", "role": "", "note": "", **changes}


def test_a_change_is_saved_and_leads_back_to_what_was_searched(organiser, meeting):
    (anna,) = sign_up(meeting, "Anna")

    answer = organiser.post(
        f"{page_of(anna)}?words=an&sort=newest", data=amended(note="belt terug", organisation="GGD")
    )
    shown = organiser.get(answer.location)

    assert answer.location == f"/m/{meeting.slug}/registrations?words=an&sort=newest"
    assert "belt terug" in shown.text
    assert "GGD" in shown.text
    assert kinds() == ["confirmed"]


def test_a_full_side_refuses_and_keeps_what_was_typed(organiser, meeting):
    (anna,) = sign_up(meeting, "Anna")
    share_seats(meeting, Sharing(None, 24, 12, shares={find_domain("social").id: Share(maximum=0)}))
    db.session.commit()

    answer = organiser.post(page_of(anna), data=amended(domain="social", note="belt terug"))

    assert answer.status_code == 409
    assert "Anna houdt de plek" in answer.text
    assert 'value="belt terug"' in answer.text
    assert anna.domain.slug == "medical"


@pytest.mark.parametrize("domain", ["", "unknown", "x" * 300])
def test_a_domain_nobody_has_is_refused(organiser, meeting, domain):
    (anna,) = sign_up(meeting, "Anna")

    answer = organiser.post(page_of(anna), data=amended(domain=domain))

    assert answer.status_code == 422
    assert anna.domain.slug == "medical"


def test_the_next_place_goes_out_of_turn_and_the_page_says_so(organiser, make):
    _anna, _bram, cato = sign_up(make(seats=1), "Anna", "Bram", "Cato")

    shown = post(organiser, f"{page_of(cato)}/seat", choice="promote")

    assert "Er is nu geen plek vrij voor dit domein. Cato krijgt de eerste" in shown.text
    assert kinds(to="cato@example.org") == ["waiting", "first_in_line"]


def test_cancelling_for_somebody_can_be_taken_back(organiser, meeting):
    (anna,) = sign_up(meeting, "Anna")

    shown = post(organiser, f"{page_of(anna)}/seat", choice="remove")
    page = organiser.get(page_of(anna))
    post(organiser, f"{page_of(anna)}/seat", choice="undo")

    assert "De plek van Anna is afgezegd" in shown.text
    assert "Terugdraaien" in page.text
    assert anna.state == "confirmed"


def test_no_button_pressed_changes_nothing(organiser, meeting):
    (anna,) = sign_up(meeting, "Anna")

    answer = organiser.post(f"{page_of(anna)}/seat")

    assert answer.status_code == 422
    assert anna.state == "confirmed"


def test_a_registration_of_another_session_is_not_found(organiser, make):
    here, other = make(), make(title="Een andere")
    (anna,) = sign_up(other, "Anna")
    wrong = page_of(anna).replace(other.slug, here.slug)

    answers = [organiser.get(wrong), organiser.post(f"{wrong}/seat", data={"choice": "remove"})]

    assert [one.status_code for one in answers] == [404, 404]
    assert anna.state == "confirmed"


def test_after_the_end_seats_stay_and_notes_are_written(organiser, sanne, meeting):
    (anna,) = sign_up(meeting, "Anna")
    with clock.set_to(meeting.ends_at):
        organiser.sign_in(sanne)
        refused = organiser.post(f"{page_of(anna)}/seat", data={"choice": "remove"})
        moved = organiser.post(page_of(anna), data=amended(domain="social"))
        noted = organiser.post(page_of(anna), data=amended(note="was er"))
        added = organiser.post(
            f"/m/{meeting.slug}/registrations/new", data=filled_in(is_agreed="y")
        )

    assert [one.status_code for one in (refused, moved, noted, added)] == [409, 409, 303, 409]
    assert (anna.state, anna.domain.slug, anna.note) == ("confirmed", "medical", "was er")


def test_the_printed_list_holds_who_was_found(organiser, meeting):
    _anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(bram)
    db.session.commit()

    page = organiser.get(f"/m/{meeting.slug}/registrations/print")

    assert '<th scope="row">Anna</th>' in page.text
    assert "Bram" not in page.text


def test_who_was_registered_already_is_not_added_again(organiser, meeting):
    sign_up(meeting, "Fatima el Idrissi")

    shown = post(organiser, f"/m/{meeting.slug}/registrations/new", **filled_in(is_agreed="y"))

    assert "Fatima el Idrissi was al aangemeld." in shown.text
    assert kinds() == ["confirmed"]
