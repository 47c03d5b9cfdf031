"""Seats per domain as the organiser fills them in: kept, limited, released, or refused."""

from datetime import date

import pytest

from lcm.meetings.operations import cancel_meeting
from lcm.people.queries import find_domain
from lcm.registration.queries import seat_rules, seat_shares
from tests.registration.conftest import sign_up

DUTCH = {"Accept-Language": "nl"}
FILLED = {"claim_hours": "24", "straight_hours": "12"}


@pytest.fixture
def kick_off(make):
    return make(seats=20)


@pytest.fixture
def save(organiser, kick_off):
    def saved(**fields):
        path = f"/m/{kick_off.slug}/seats"
        return organiser.post(path, data={**FILLED, **fields}, headers=DUTCH)

    return saved


def test_what_is_filled_in_holds_and_is_shown_again(organiser, save, kick_off):
    sign_up(kick_off, "Anna", "Bram")
    filled = {"medical-minimum": "10", "social-maximum": "6", "released_on": "2026-11-25"}

    answer = save(**{**filled, "claim_hours": "48"})
    medical, social = find_domain("medical").id, find_domain("social").id
    shares, rules = seat_shares(kick_off), seat_rules(kick_off)
    guests = organiser.get(answer.location, headers=DUTCH).text
    form = organiser.get(f"/m/{kick_off.slug}/seats").text

    assert answer.status_code == 303
    assert (shares[medical].minimum, shares[medical].maximum) == (10, None)
    assert (shares[social].minimum, shares[social].maximum) == (0, 6)
    assert (rules.released_on, rules.claim_hours) == (date(2026, 11, 25), 48)
    assert "Nog 8 vrijgehouden voor deze rol" in guests
    assert 'value="10"' in form
    assert 'value="2026-11-25"' in form


def test_an_emptied_field_takes_the_limit_away(save, kick_off):
    save(**{"medical-minimum": "10"})
    save(**{"medical-minimum": ""})

    assert seat_shares(kick_off) == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"medical-minimum": "15", "social-minimum": "6"}, "Je houdt 24 plekken vrij, maar er"),
        ({"medical-minimum": "5", "medical-maximum": "4"}, "Dit is minder dan wat er voor hen"),
        ({"medical-minimum": "-1"}, "Kies een getal van 0 tot en met 5000."),
        ({"medical-minimum": "tien"}, "Schrijf een heel getal"),
        ({"claim_hours": ""}, "Vul dit in."),
        ({"straight_hours": "999"}, "Kies een getal van 0 tot en met 168."),
        ({"released_on": "2026-12-04"}, "Kies een dag vóór de bijeenkomst."),
        ({"released_on": "morgen"}, "Schrijf de dag zo"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(save, kick_off, fields, sentence):
    answer = save(**{"lived-experience-minimum": "3"}, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="3"' in answer.text
    assert seat_shares(kick_off) == {}


def test_a_cancelled_session_gives_out_no_seats(save, kick_off):
    cancel_meeting(kick_off, "De zaal is niet vrij.")

    assert save().status_code == 409
