"""After the session: the harvest, the summary, an owner who says yes, and the next session."""

import time
from datetime import timedelta

from lcm import clock
from lcm.meetings.running import local_time
from tests.e2e.journey.story import ACTION, JOOST, WISH, Story

OWNED = (
    "SELECT i.text, p.name, a.state FROM action a JOIN item i ON i.id = a.item_id"
    " LEFT JOIN person p ON p.id = a.owner_id ORDER BY p.name"
)


def settle_the_harvest(story: Story) -> None:
    """A wish becomes an action that Joost is asked to take."""
    leader = story.leader
    leader.press("Sluit de deelgroepen", told="De deelgroepen zijn gesloten.")
    leader.follow("Bekijk de opbrengst", to="**/harvest")
    leader.reads("2 zinnen opgeschreven")
    leader.press("Maak er een actie van", told="Dit is nu een actie.")
    leader.give_owner(WISH, "Joost Verhoeven", story.starts.date() + timedelta(days=30))

    assert story.records.rows(OWNED) == [
        (ACTION, "Fatima el Idrissi", "accepted"),
        (WISH, "Joost Verhoeven", "proposed"),
    ]


def close_and_sum_up(story: Story) -> None:
    """Once the session has begun it may be closed, and its summary looked at and sent."""
    leader = story.leader
    while local_time(clock.now(), clock.HOME_ZONE) < story.starts:
        time.sleep(0.5)
    leader.open_tab("plan")
    leader.press("Bijeenkomst afsluiten", told="De bijeenkomst is afgesloten.")
    leader.follow("Samenvatting", to="**/summary")
    leader.fill(opening="Dank voor jullie inbreng.")
    leader.press("Alleen de woorden bewaren", told="De openingswoorden zijn bewaard.")
    preview_of_mail = leader.page.frame_locator("iframe").locator("body")
    assert "Dank voor jullie inbreng." in preview_of_mail.inner_text()
    leader.press("Verstuur de samenvatting", told="De samenvatting gaat naar 2 mensen.")

    letter = story.records.letter("actions/summary", JOOST)
    assert letter.subject == "De opbrengst van Kick-off"
    assert "Dank voor jullie inbreng." in letter.text
    assert WISH in letter.text


def take_up_the_action(story: Story) -> None:
    """The owner opens the action from the mail and says yes, without an account."""
    story.joost.read_mail(JOOST, "De opbrengst van Kick-off")
    story.joost.follow_in_mail("Klopt dat? Geef antwoord")
    story.joost.heads("Dit actiepunt staat op jouw naam. Klopt dat?")
    story.joost.press("Ja, ik pak dit op", told="Dank je. Het staat nu op jouw naam.")

    assert story.records.rows(OWNED)[1] == (WISH, "Joost Verhoeven", "accepted")


def plan_the_next(story: Story) -> None:
    """The next session opens with what became of the actions."""
    leader, held = story.leader, story.leader.slug
    leader.open_tab("follow-up")
    leader.follow("Plan de volgende bijeenkomst", to="**/meetings/new?after=**")
    leader.reads("Deze bijeenkomst volgt op “Kick-off”.")
    leader.plan("Leerbijeenkomst", story.starts + timedelta(days=21), place="Stadhuis, zaal B2")
    assert "Wat werd er van onze acties" in leader.page.locator("main ol > li").first.inner_text()
    leader.open_tab("follow-up")
    leader.reads("Wat werd er van onze acties", WISH, ACTION)
    leader.slug = held
