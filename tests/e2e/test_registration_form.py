"""The registration form: the domain follows the organisation until it is chosen by hand."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def form(new_page, demo_site):
    page = new_page()
    page.goto(f"{demo_site.facts()['meeting_next']}/register")
    return page


def test_the_domain_follows_a_known_organisation(form):
    known = form.locator("datalist option[data-domain=medical]").first.get_attribute("value")

    form.get_by_role("combobox", name="Organisatie").fill(known.upper())

    expect(form.get_by_role("radio", name="Medisch")).to_be_checked()


def test_an_unknown_organisation_ticks_nothing(form):
    known = form.locator("datalist option[data-domain=medical]").first.get_attribute("value")
    form.get_by_role("combobox", name="Organisatie").fill(known)

    form.get_by_role("combobox", name="Organisatie").fill("Buurthuis De Brug")

    expect(form.get_by_role("radio", checked=True)).to_have_count(0)


def test_a_choice_by_hand_stays(form):
    known = form.locator("datalist option[data-domain=medical]").first.get_attribute("value")
    form.get_by_role("radio", name="Ervaringsdeskundigheid").check()

    form.get_by_role("combobox", name="Organisatie").fill(known)

    expect(form.get_by_role("radio", name="Ervaringsdeskundigheid")).to_be_checked()
