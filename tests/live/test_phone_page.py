"""The phone page without JavaScript: vote, domain, presence; nothing redirects."""

import re

import pytest

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.models import Ballot
from lcm.people.models import Domain
from lcm.registration.models import Place

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def page(live):
    return f"/j/{live.code}"


@pytest.fixture
def options(round_):
    return [option.public_id for option in round_.poll.options]


def token_in(answer):
    return re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]


def post(client, path, **fields):
    """Post the form of the page as it is served to this browser."""
    token = token_in(client.get(path.removesuffix("/here")))
    return client.post(path, data={"csrf_token": token, **fields})


def test_before_the_vote_the_page_says_what_happens_next(client, page):
    answer = client.get(page)

    assert answer.status_code == 200
    assert "Je doet mee" in answer.text or "You are in" in answer.text
    assert "live-phone" in answer.text


def test_a_vote_by_form_is_stored_and_shown(client, page, round_, options):
    answer = post(client, page, round=round_.public_id, choice=[options[2], "", options[0]])

    assert answer.status_code == 200
    ballot = db.session.scalars(db.select(Ballot)).one()
    assert ballot.choice == [options[2], options[0]]
    assert re.search(rf'data-option="{options[2]}".*?option-rank">1<', answer.text, re.DOTALL)


def test_a_changed_vote_replaces_the_first(client, page, round_, options):
    post(client, page, round=round_.public_id, choice=[options[0]])
    post(client, page, round=round_.public_id, choice=[options[1]])

    ballot = db.session.scalars(db.select(Ballot)).one()
    assert (ballot.choice, ballot.seq) == ([options[1]], 2)


def test_the_same_option_twice_is_explained_and_kept_on_the_page(client, page, round_, options):
    answer = post(client, page, round=round_.public_id, choice=[options[1], options[1]])

    assert answer.status_code == 422
    assert "twee keer" in answer.text or "twice" in answer.text
    assert answer.text.count(f'value="{options[1]}" selected') == 2
    assert queries.ballot_count(round_) == 0


def test_a_vote_by_form_after_the_close_is_refused_in_words(client, page, round_, options):
    token = token_in(client.get(page))
    with transaction():
        operations.close_round(round_)
    fields = {"csrf_token": token, "round": round_.public_id, "choice": [options[0]]}

    answer = client.post(page, data=fields)

    assert answer.status_code == 409
    assert "gesloten" in answer.text or "closed" in answer.text


def test_a_form_of_another_page_is_refused(client, app, page, round_, options):
    stolen = token_in(app.test_client().get(page))
    client.get(page)
    fields = {"csrf_token": stolen, "round": round_.public_id, "choice": [options[0]]}

    assert client.post(page, data=fields).status_code == 400
    assert queries.ballot_count(round_) == 0


def test_the_domain_is_asked_once_and_goes_with_the_ballot(client, page, round_, options):
    social = db.session.scalars(db.select(Domain).where(Domain.slug == "social")).one()
    before = client.get(page).text
    after = post(client, page, domain="social").text
    post(client, page, round=round_.public_id, choice=[options[0]])

    assert 'name="domain"' in before
    assert 'type="radio" name="domain"' not in after
    assert db.session.scalars(db.select(Ballot.domain_id)).one() == social.id


def test_who_skips_the_domain_is_not_asked_again_and_counts_as_not_stated(
    client, page, round_, options
):
    after = post(client, page, skip="y").text
    post(client, page, round=round_.public_id, choice=[options[0]])

    assert 'name="domain"' not in after
    assert db.session.scalars(db.select(Ballot.domain_id)).one() is None


def test_a_link_may_bring_a_domain_and_nothing_else(client, poll, round_, options):
    municipality = db.session.scalars(db.select(Domain).where(Domain.slug == "municipality")).one()
    link = queries.join_link(poll.meeting, municipality)
    page = link.partition("?")[0]
    client.get(link)

    post(client, page, round=round_.public_id, choice=[options[0]])

    assert db.session.scalars(db.select(Ballot.domain_id)).one() == municipality.id


def test_a_tampered_link_brings_no_domain(client, poll, round_, options):
    link = queries.join_link(poll.meeting, db.session.scalars(db.select(Domain)).first())
    client.get(link.replace("-medical", "-social"))

    post(client, link.partition("?")[0], round=round_.public_id, choice=[options[0]])

    assert db.session.scalars(db.select(Ballot.domain_id)).one() is None


def test_a_host_who_tries_it_is_told_so_and_not_counted(client, poll, round_, options):
    link = queries.try_out_link(poll.meeting)
    page = link.partition("?")[0]
    told = client.get(link).text
    answer = post(client, page, round=round_.public_id, choice=[options[0]])

    assert "telt niet mee" in told or "not counted" in told
    assert answer.status_code == 200
    assert queries.ballot_count(round_) == 0


def test_a_tap_says_i_am_here_without_a_name(client, page):
    answer = post(client, f"{page}/here")

    place = db.session.scalars(db.select(Place)).one()
    assert answer.status_code == 200
    assert place.is_present
    assert place.name == ""
    assert "place=" in "".join(answer.headers.getlist("Set-Cookie"))


def test_without_a_script_the_room_is_one_link_away(client, page):
    text = post(client, f"{page}/here").text

    link = re.search(r'href="(/r/[^"]+)"', text)[1]
    assert client.get(link).status_code == 200


def test_a_first_name_is_kept_apart_from_the_device(client, page, round_, options):
    post(client, page, round=round_.public_id, choice=[options[0]])
    answer = post(client, f"{page}/here", name="Fatima", organisation="Moeders van Den Haag")
    again = post(client, f"{page}/here", name="Iemand anders")

    assert "Fatima" in answer.text
    assert again.status_code == 200
    assert [place.name for place in db.session.scalars(db.select(Place))] == ["Fatima"]


def test_cards_keep_their_order_on_one_phone(client, app, page, round_):
    def order(browser):
        return tuple(re.findall(r'data-option="(\w+)"', browser.get(page).text))

    others = {order(app.test_client()) for _ in range(10)}

    assert order(client) == order(client)
    assert len(others) > 5


def test_a_code_typed_in_any_shape_leads_to_the_page(client, live):
    typed = f" {live.code[:3].lower()}-{live.code[3:]} "

    answer = client.post("/j/", data={"code": typed})

    assert answer.status_code == 200
    assert "live-phone" in answer.text


def test_a_wrong_code_is_explained(client, live):
    answer = client.post("/j/", data={"code": "ZZZZZZ"})

    assert answer.status_code == 422
    assert "werkt niet" in answer.text or "does not work" in answer.text


def test_nothing_below_j_redirects(client, page, live):
    addresses = ["/j", "/j/", page, f"/j/{live.code.lower()}"]

    assert {client.get(address).status_code for address in addresses} == {200}


def test_after_the_reveal_own_places_stand_beside_everybodys(client, page, round_, options):
    post(client, page, round=round_.public_id, choice=[options[4], options[0]])
    with transaction():
        operations.close_round(round_)
        operations.reveal_round(round_)

    text = client.get(page).text

    assert re.search(rf'data-mine="{options[4]}"[^>]*>[^<]*1<', text)
    assert re.search(rf'data-mine="{options[0]}"[^>]*>[^<]*2<', text)
