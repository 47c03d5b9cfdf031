"""The key screens of the README: they render; with --screenshots their pictures are made anew.

Pictures are of a demo on a Thursday afternoon at an address of its own, with its rooms open.
"""

import sys
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from lcm import clock
from tests.conftest import CHROMIUM_FLAGS, CHROMIUM_PROGRAM
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.people import Leader, Phone
from tests.e2e.plain_phones import PlainPhone
from tests.e2e.site import ROOT, Site

FOLDER = ROOT / "docs" / "screenshots"
HOST = "lcm.example.org"
STAGE = {"width": 1280, "height": 720}
PHONE_COUNT = 23
MOST_BYTES = 200_000
WISHES = ("Eén nummer dat alle verloskundigen kennen", "Niet drie keer mijn verhaal vertellen")
ACTION = "Lijst maken van contactpersonen per wijkteam"


@dataclass(frozen=True)
class Screen:
    """A picture: ``place`` names an address and what comes behind it; ``says`` is in the h1."""

    name: str
    place: str
    says: str
    view: dict[str, int]
    scheme: str = "light"


SCREENS = (
    Screen("01-home", "base_url /", "Goede", {**LAPTOP, "height": 780}),
    Screen("02-plan", "meeting_next /plan", "Leerbijeenkomst 1", LAPTOP),
    Screen("03-invite", "meeting_next /invite", "Leerbijeenkomst 1", LAPTOP),
    Screen("04-my-place", "personal_link", "Fijn dat je komt, Bram", PHONE),
    Screen("05-ballot", "ballot", "Wat vind jij het belangrijkst?", PHONE),
    Screen("05-ballot-dark", "ballot", "Wat vind jij het belangrijkst?", PHONE, "dark"),
    Screen("06-stage-join", "stage ?view=join", "Doe mee met je telefoon", STAGE),
    Screen("07-stage-reveal", "held_stage ?view=result", "Dit vinden wij samen", STAGE),
    Screen("07-stage-reveal-dark", "held_stage ?view=result", "Dit vinden wij", STAGE, "dark"),
    Screen(
        "08-run", "meeting_live /run", "Netwerkbijeenkomst speerpunten", {**LAPTOP, "height": 950}
    ),
    Screen("11-action", "action_link", "Dit actiepunt staat op jouw naam.", PHONE),
    Screen("13-new-vote", "meeting_next /vote/new", "Leerbijeenkomst 1", LAPTOP),
    Screen("14-stage-groups", "held_stage ?view=result&rule=groups", "Dit vinden wij", STAGE),
    Screen("15-results", "meeting_held /results", "Kick-off samenwerking", LAPTOP),
    Screen("12-report", "meeting_held /report", "Kick-off samenwerking Den Haag", LAPTOP),
)
ROOMS = (
    Screen("09-rooms", "rooms", "Deelgroepen", LAPTOP),
    Screen("10-room", "room", "", PHONE),
)


class DaytimeSite(Site):
    """The demo on an afternoon."""

    program = (sys.executable, "-m", "tests.e2e.daytime")


@pytest.fixture(scope="module")
def is_writing(request):
    return bool(request.config.getoption("--screenshots", default=False))


@pytest.fixture(scope="module")
def site(request, is_writing, tmp_path_factory):
    """The demo all share; for pictures one of their own, which may be changed."""
    if not is_writing:
        yield request.getfixturevalue("demo_site")
        return
    own = DaytimeSite(tmp_path_factory.mktemp("pictures"), LCM_BASE_URL=f"http://{HOST}")
    own.start()
    yield own
    own.stop()


@pytest.fixture(scope="module")
def chromium(chromium, site, is_writing):
    """The browser all share; for pictures one that finds the site by its name."""
    if not is_writing:
        yield chromium
        return
    own = chromium.browser_type.launch(
        executable_path=CHROMIUM_PROGRAM,
        args=[
            *CHROMIUM_FLAGS,
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{site.port}",
            f"--unsafely-treat-insecure-origin-as-secure=http://{HOST}",
        ],
    )
    yield own
    own.close()


@pytest.fixture(scope="module")
def places(chromium, site, is_writing):
    """The addresses of the demo, the screen of the session held, and a registered one's ballot."""
    facts = site.facts()
    page = browser_page(chromium, LAPTOP)
    page.goto(facts["organiser_sign_in"])
    page.goto(f"{facts['meeting_held']}/run")
    stage = page.get_by_role("link", name="Groot scherm").get_attribute("href")
    page.goto(facts["personal_link"])
    ballot = page.get_by_role("link", name="Doe mee").get_attribute("href")
    page.context.close()
    if is_writing:
        code = urlsplit(facts["join"])
        for _ in range(PHONE_COUNT):
            PlainPhone(site, f"{code.path}?{code.query}").look()
    base = facts["base_url"]
    return {**facts, "held_stage": f"{base}{stage}", "ballot": f"{base}{ballot}"}


@pytest.fixture(scope="module")
def rooms(chromium, site, places, is_writing):
    """Where the rooms are seen: for pictures they are opened first and something is written."""
    if not is_writing:
        return {"rooms": f"{places['meeting_held']}/rooms", "room": places["room_link"]}
    leader = Leader(browser_page(chromium, LAPTOP), site)
    leader.open(places["organiser_sign_in"])
    leader.open(f"{places['meeting_live']}/run")
    leader.press("Sluit de stemming", told="Nog niemand heeft de uitslag gezien.")
    leader.press("Toon de uitslag", told="stemmen zijn geteld.")
    leader.open(f"{places['meeting_live']}/rooms")
    leader.press("Verdeel de mensen", told="Goed gemengd")
    leader.press("Open de deelgroepen", told="De deelgroepen zijn open.")
    return {"rooms": f"{places['meeting_live']}/rooms", "room": talk(chromium, site, places)}


def talk(chromium, site, places):
    """Let Bram and somebody of his room write things down; returns the address of his room."""
    bram, other = (Phone(browser_page(chromium, PHONE), site) for _ in range(2))
    bram.open(places["personal_link"])
    bram.follow("Naar mijn deelgroep", to="**/r/**")
    names = bram.page.locator(".people-line li").all_inner_texts()
    name = next(name for name in names if name != "Bram")
    other.open(f"{places['mailbox']}?text=Je hebt een plek: Netwerkbijeenkomst")
    other.page.locator("main li").filter(has_text=f"aan {name} ").get_by_role("link").click()
    other.follow_in_mail("Naar mijn pagina")
    other.follow("Naar mijn deelgroep", to="**/r/**")
    other.write("Wens", WISHES[0])
    bram.write("Actie", ACTION, name, clock.today() + timedelta(days=26))
    bram.write("Wens", WISHES[1])
    bram.reads(WISHES[0], ACTION, WISHES[1])
    return bram.page.url


def browser_page(chromium, view):
    return chromium.new_context(viewport=view, locale="nl-NL").new_page()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_key_screen_renders(screen, places, new_page, is_writing):
    page = opened(screen, places, new_page)

    expect(page.get_by_role("heading", level=1)).to_contain_text(screen.says)
    keep(page, screen, is_writing=is_writing)


@pytest.mark.parametrize("screen", ROOMS, ids=lambda screen: screen.name)
def test_a_key_screen_of_rooms_renders(screen, places, rooms, new_page, is_writing):
    page = opened(screen, {**places, **rooms}, new_page)

    expect(page.get_by_role("heading", level=1)).to_contain_text(screen.says)
    keep(page, screen, is_writing=is_writing)


def opened(screen, places, new_page):
    """Return a new browser at the screen; whoever looks at a laptop is signed in."""
    page = new_page(screen.view, color_scheme=screen.scheme)
    name, _, behind = screen.place.partition(" ")
    if screen.view["width"] == LAPTOP["width"] and "stage" not in name:
        page.goto(places["organiser_sign_in"])
    page.goto(places[name] + behind)
    if name == "ballot":
        for position in (2, 0):
            page.locator("button.option-tap").nth(position).click()
    return page


def keep(page, screen, *, is_writing):
    """Make the picture, if asked, once fonts and bars stand still."""
    if not is_writing:
        return
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(1000)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{screen.name}.png"
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size < MOST_BYTES
