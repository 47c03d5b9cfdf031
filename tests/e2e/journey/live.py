"""In the session: the vote, what it came to, and a room with two phones."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.journey.story import ACTION, WISH, Story
from tests.e2e.plain_phones import PlainPhone, preview

OTHER_BALLOTS = ("BDA", "DBC", "BAD", "FDB")
HERE = "SELECT name, registration_id IS NULL FROM place WHERE present_at IS NOT NULL ORDER BY name"
ITEMS = "SELECT kind, text FROM item ORDER BY kind DESC, text"


def vote(story: Story) -> None:
    """A personal link, a scanned code and four plain phones vote; previews are no phones."""
    story.fatima.follow("Doe mee", to="**/j/**")
    story.fatima.heads("Je doet mee")
    story.leader.press("Open de stemming", told="De stemming is open.")
    story.fatima.vote("Korte lijntjes", "Hulp op maat")
    story.robin.open(story.join_path)
    story.robin.vote("Hulp op maat", "Korte lijntjes", "Zorg die past")
    story.robin.fill(name="Robin")
    story.robin.press("Ik ben er", told="Je bent er, Robin.")
    story.screen.reads("2 van 2 telefoons")
    assert [preview(story.site, story.join_path) for _ in range(10)] == [200] * 10
    for letters in OTHER_BALLOTS:
        assert PlainPhone(story.site, story.join_path).vote(*letters)

    story.screen.reads("6 van 6 telefoons")
    story.leader.reads("6 van 6 telefoons")
    assert story.records.count("ballot") == 6
    assert story.records.rows(HERE) == [("Fatima el Idrissi", 0), ("Robin", 1)]


def reveal(story: Story) -> None:
    """The leader closes and shows; screen and phones follow by themselves."""
    story.leader.press("Sluit de stemming", told="Nog niemand heeft de uitslag gezien.")
    story.screen.reads("De stemming is gesloten. De uitslag komt zo.")
    story.fatima.heads("De stemming is gesloten")
    story.leader.press("Toon de uitslag", told="6 stemmen zijn geteld.")
    for reader in (story.screen, story.fatima, story.robin):
        reader.heads("Dit vinden wij samen het belangrijkst")
        first = reader.page.locator(".ranking .rank-title").first
        expect(first).to_contain_text("Hulp op maat", use_inner_text=True)
    story.fatima.reads("jouw nummer 2")


def talk_in_a_room(story: Story) -> None:
    """Both phones find their room; what is written without a network arrives once."""
    leader, fatima, robin = story.leader, story.fatima, story.robin
    leader.open_tab("rooms")
    leader.follow("Wensen en acties in deelgroepen", to="**/rooms?round=**")
    leader.fill(room_count="1")
    leader.press("Verdeel de mensen", told="2 mensen in 1 deelgroep")
    leader.press("Open de deelgroepen", told="De deelgroepen zijn open.")
    for phone in (fatima, robin):
        phone.follow("Naar mijn deelgroep", to="**/r/**")
        phone.heads("Sociale en medische hulp sluit op elkaar aan")
        phone.reads("Fatima", "Robin", "Deelgroep 1")
    robin.page.context.set_offline(True)
    robin.write("Wens", WISH)
    robin.reads("1 zin nog niet verstuurd. We bewaren hem.")
    robin.page.context.set_offline(False)
    fatima.reads(WISH)
    fatima.write("Actie", ACTION, "Fatima", due_on=story.starts.date() + timedelta(days=14))
    robin.reads(ACTION)
    robin.page.reload()
    robin.reads(WISH, ACTION)

    story.records.wait_for(ITEMS, ("wish", WISH), ("action", ACTION))
