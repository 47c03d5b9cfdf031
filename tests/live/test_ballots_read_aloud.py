"""What a screen reader finds on a ballot of each kind: names, roles and states, in this order."""

import pytest
from playwright.sync_api import Page, expect

from tests.live.hands import TEXT
from tests.live.votes import open_vote

pytestmark = pytest.mark.browser
CARD = "Korte lijntjes Sneller doorverwijzen en samenwerken A"


@pytest.fixture(scope="module")
def context(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="nl")
    yield context
    context.close()


@pytest.fixture
def ballot(context, server, live):
    """Open a vote of a kind, and its page on a phone."""
    pages = []

    def opened(kind: str, *, k: int = 3) -> Page:
        open_vote(live.meeting, kind, k=k)
        page = context.new_page()
        pages.append(page)
        page.goto(f"http://localhost:{server.port}/j/{live.code}")
        page.wait_for_selector(f"{kind}-ballot:defined")
        return page

    yield opened
    for page in pages:
        page.close()
    context.clear_cookies()


def card(page, label="Korte lijntjes"):
    return page.locator("[data-option]").filter(has_text=label)


def says(page, words):
    """Expect the one live region of the ballot to say ``words``."""
    live = page.locator("#ballot [role=status], .bottom-bar [role=status]")
    expect(live).to_have_count(1)
    expect(live).to_have_text(words)


@pytest.mark.parametrize("kind", ["top", "order"])
def test_a_ranked_card_is_a_pressed_button_with_its_number(ballot, kind):
    page = ballot(kind)
    expect(card(page)).to_match_aria_snapshot(f'- listitem:\n  - button "{CARD}" [pressed=false]')

    card(page, "Hulp op maat").get_by_role("button").first.click()
    card(page).get_by_role("button").first.click()

    expect(card(page)).to_match_aria_snapshot(
        f"""
        - listitem:
          - button "2 {CARD}" [pressed]
          - button "Zet Korte lijntjes hoger"
          - button "Zet Korte lijntjes lager"
        """
    )
    says(page, "Korte lijntjes: nummer 2")
    expect(page.locator("[data-count]")).to_have_text(f"2 van {3 if kind == 'top' else 5} gekozen")


def test_a_picked_card_is_a_ticked_box_and_one_too_many_is_refused_in_words(ballot):
    page = ballot("pick", k=2)

    for label in ("Korte lijntjes", "Hulp op maat"):
        card(page, label).get_by_role("checkbox").check()
    says(page, "2 van 2 gekozen")
    card(page, "Weten wie").locator("label").click()

    expect(card(page)).to_match_aria_snapshot(f'- listitem:\n  - checkbox "{CARD}" [checked]')
    expect(card(page, "Weten wie").get_by_role("checkbox")).not_to_be_checked()
    expect(page.get_by_role("group", name="Jouw keuze")).to_be_visible()
    says(page, "Je hebt er 2 gekozen. Tik op een gekozen kaart om die weg te halen.")


def test_points_are_a_number_between_two_named_buttons(ballot):
    page = ballot("points")

    for _ in range(3):
        card(page).get_by_role("button", name="10 punten meer").click()

    expect(card(page)).to_match_aria_snapshot(
        """
        - listitem:
          - strong: Korte lijntjes
          - 'button "Korte lijntjes: 10 punten minder"'
          - spinbutton "Korte lijntjes": "30"
          - 'button "Korte lijntjes: 10 punten meer"'
        """
    )
    says(page, "Korte lijntjes: 30 punten, nog 70 over")
    button = page.locator("button[form=ballot]")
    expect(button).to_have_text("Verdeel eerst nog 70 punten")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-count]")).to_have_text("Nog 70 punten")


def test_more_points_than_there_are_are_not_sent(ballot):
    page = ballot("points")

    card(page).get_by_role("spinbutton").fill("120")
    page.locator("button[form=ballot]").click(force=True)

    says(page, "Haal eerst 20 punten weg")
    expect(page.locator("[data-count]")).to_have_text("20 punten te veel")


def test_marks_are_two_groups_named_after_the_option(ballot):
    page = ballot("impact")

    rows = card(page).get_by_role("radiogroup")
    rows.first.get_by_role("radio", name="4").check()
    rows.last.get_by_role("radio", name="weet ik niet").check()

    expect(card(page)).to_match_aria_snapshot(
        """
        - listitem:
          - 'radiogroup "Korte lijntjes Effect: wat levert het op?"':
            - radio "1"
            - radio "4" [checked]
            - radio "5"
            - radio "weet ik niet"
          - 'radiogroup "Korte lijntjes Haalbaarheid: lukt het ons?"':
            - radio "1"
            - radio "weet ik niet" [checked]
        """
    )
    expect(page.locator("[data-count]")).to_have_text("1 van 5 beantwoord")


def test_a_scale_is_one_group_named_by_its_statement(ballot):
    page = ballot("scale")

    page.get_by_role("radio", name="2").check()

    expect(page.locator("#ballot")).to_match_aria_snapshot(
        """
        - radiogroup "Ik weet wie ik moet bellen als een gezin hulp nodig heeft.":
          - paragraph: "1: helemaal niet 5: helemaal wel"
          - radio "1"
          - radio "2" [checked]
          - radio "3"
          - radio "4"
          - radio "5"
          - radio "Geen antwoord"
        """
    )


def test_only_an_objection_asks_what_it_is(ballot):
    page = ballot("consent")
    field = page.get_by_role("textbox", name="Wat is je bezwaar?")

    page.get_by_role("radio", name="Ik kan ermee leven").check()
    expect(field).to_be_hidden()
    page.get_by_role("radio", name="Ik heb een bezwaar").check()
    field.fill(TEXT)

    expect(page.locator("#ballot")).to_match_aria_snapshot(
        """
        - radiogroup "Wij kiezen één vast telefoonnummer voor alle partners.":
          - radio /^Prima/
          - radio /^Ik kan ermee leven/
          - radio /^Ik heb een bezwaar/ [checked]
          - radio "Geen antwoord"
        - textbox "Wat is je bezwaar?"
        """
    )


@pytest.mark.parametrize(
    ("kind", "label", "left"), [("words", "Woord", 26), ("open", "Antwoord", 296)]
)
def test_texts_are_named_fields_that_tell_what_is_left(ballot, kind, label, left):
    page = ballot(kind, k=2)

    page.get_by_role("textbox", name=f"{label} 1").fill("rust")

    first = page.get_by_role("textbox", name=f"{label} 1")
    expect(first).to_have_accessible_description(f"Nog {left} tekens")
    expect(page.get_by_role("textbox", name=f"{label} 2")).to_have_value("")
    expect(page.locator("[data-count]")).to_have_text("1 van 2 ingevuld")
