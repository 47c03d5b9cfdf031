"""Before the session: a community, a kick-off, invitations, and who is there."""

from datetime import datetime, timedelta

from lcm import clock
from lcm.meetings.running import local_time
from tests.calendar.checker import assert_calendar_file
from tests.e2e.journey.story import FATIMA, JOOST, Story

AIMS = """\
A; Zwangeren beter bereiken; Vrouwen in een kwetsbare situatie zijn in beeld
B; Hulp op maat; Sociale en medische hulp sluit op elkaar aan
C; Zorg die past
D; Korte lijntjes; Sneller doorverwijzen, met duidelijke communicatie
E; Weten wie betrokken is
F; Vaste plek voor ervaringsdeskundigen"""
PARTNERS = """\
Ella Verloskundige Zorg; verloskundigenpraktijk; medisch; partner
GGD Haaglanden; GGD; publieke gezondheid; partner
Fiom"""
SEATS = "SELECT p.name, r.state FROM registration r JOIN person p ON p.id = r.person_id ORDER BY 1"


def found_and_plan(story: Story) -> None:
    """An empty installation becomes a community with a published kick-off."""
    leader = story.leader
    leader.sign_in(story.site.command("organiser", "leader@example.org").split()[-1])
    leader.make_community(
        name="Coalitie Kansrijke Start", purpose="Samen eerder hulp.", aims=AIMS, partners=PARTNERS
    )
    leader.follow("Plan een bijeenkomst", to="**/meetings/new")
    story.starts = in_a_moment()
    leader.plan("Kick-off", story.starts, place="Stadhuis, zaal B2")
    leader.reads("Speerpunten kiezen", "Wensen en acties in deelgroepen")
    leader.press("Publiceren", told="De bijeenkomst is gepubliceerd.")

    assert story.records.count("goal") == 6
    assert story.records.count("partner") == 3
    assert story.records.rows("SELECT kind, state FROM meeting") == [("kick_off", "published")]


def invite_and_register(story: Story) -> None:
    """One registers by her invitation, another on the public page; each gets a calendar file."""
    story.leader.invite(f"Fatima el Idrissi <{FATIMA}>; Karim Amrani, karim@example.org", 2)
    story.fatima.read_mail(FATIMA, "Uitnodiging: Kick-off")
    story.fatima.follow_in_mail("Ik kom, of ik kan niet")
    story.fatima.heads("Kick-off")
    story.fatima.register("Medisch", organisation="Ella Verloskundige Zorg")
    story.joost.open(f"/m/{story.leader.slug}")
    story.joost.follow("Aanmelden", to="**/register")
    story.joost.register("Sociaal", name="Joost Verhoeven", email=JOOST, organisation="Xtra Plus")

    for name, address in (("Fatima", FATIMA), ("Joost", JOOST)):
        letter = story.records.letter("registration/confirmed", address)
        assert letter.text.startswith(f"Fijn dat je komt, {name}. Je plek is vast.")
        (event,) = assert_calendar_file(letter.calendar, recipient=address)
        assert event["DTSTART"].dt.replace(tzinfo=None) == story.starts
    assert story.records.rows(SEATS) == [
        ("Fatima el Idrissi", "confirmed"),
        ("Joost Verhoeven", "confirmed"),
    ]


def gather(story: Story) -> None:
    """Fatima says on her own page that she is there; the big screen shows how to join."""
    story.fatima.read_mail(FATIMA, "Je hebt een plek: Kick-off")
    story.fatima.follow_in_mail("Naar mijn pagina")
    story.fatima.heads("Fijn dat je komt, Fatima")
    story.fatima.press("Ik ben er", told="We weten dat je er bent.")
    story.leader.open_tab("run")
    story.leader.reads("1 van 2")
    stage = story.leader.page.get_by_role("link", name="Groot scherm").get_attribute("href")
    story.screen.open(stage or "")
    story.screen.heads("Doe mee met je telefoon")
    ((code,),) = story.records.rows("SELECT code FROM live_meeting")
    story.screen.reads(f"{code[:3]} {code[3:]}", "0 telefoons doen mee")
    story.join_path = f"/j/{code}"


def in_a_moment() -> datetime:
    """Return the first whole minute, local, that is at least 15 seconds away."""
    soon = local_time(clock.now(), clock.HOME_ZONE) + timedelta(seconds=75)
    return soon.replace(second=0, microsecond=0)
