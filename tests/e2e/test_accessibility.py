"""Every page and state: axe, 320 pixels, targets for thumbs; dark too for one of each kind."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from lcm.actions.models import ActionState
from lcm.actions.stage import VIEWS
from lcm.live.models import RoundState
from lcm.registration.models import InvitationState, RegistrationState
from tests.e2e.accessible import assert_accessible, axe_findings
from tests.e2e.conftest import is_refusal
from tests.e2e.elsewhere import ELSEWHERE
from tests.e2e.site import Site
from tests.e2e.spots import DARK, SPOTS, VISITOR, Spot

Visit = Callable[..., Page]
WAIT_MS = 15_000
BY_NAME = {spot.name: spot for spot in SPOTS}


@pytest.fixture(scope="module")
def cookies(chromium: Browser, states: tuple[Site, dict[str, str]]) -> dict[str, dict]:
    """What the browsers of an organiser and of a newcomer remember."""
    site, paths = states
    remembered = {}
    for who in {spot.who for spot in SPOTS if spot.who != VISITOR}:
        context = chromium.new_context()
        context.new_page().goto(site.address + paths[who])
        remembered[who] = context.storage_state()
        context.close()
    return remembered


@pytest.fixture
def visit(chromium: Browser, states: tuple[Site, dict[str, str]], cookies) -> Iterator[Visit]:
    """Open a spot in a browser of its own; the page may not complain."""
    site, paths = states
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_spot(spot: Spot, **options: object) -> Page:
        state = cookies.get(spot.who)
        context = chromium.new_context(
            viewport=spot.size, locale="nl-NL", storage_state=state, **options
        )
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(site.address + spot.path.format_map(paths))
        if spot.steps:
            spot.steps(page)
        return page

    def note(line: ConsoleMessage) -> None:
        if line.type == "error" and not is_refusal(line):
            complaints.append(line.text)

    yield open_spot
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("name", BY_NAME)
def test_a_page_can_be_used_by_everybody(visit, name):
    page = visit(BY_NAME[name])

    assert_accessible(page)


@pytest.mark.parametrize("name", DARK)
def test_a_page_can_be_read_in_the_dark(visit, name):
    page = visit(BY_NAME[name], color_scheme="dark")

    assert axe_findings(page) == []


def test_no_page_is_left_out(states):
    """The control: a new page or state has to be listed before this passes again."""
    from wsgi import app

    _site, paths = states
    adapter = app.url_map.bind("127.0.0.1")
    seen = {endpoint_of(adapter, spot.path.format_map(paths)) for spot in SPOTS}
    reached_by_steps = {
        "people.enter_code",
        "meetings.change_block",
        "breakouts.room",
        "registration.change_registration",
    }

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}

    assert pages - seen - reached_by_steps - set(ELSEWHERE) == set()
    assert set(ELSEWHERE) <= pages


def test_no_state_is_left_out():
    wanted = {f"action {state}" for state in ActionState}
    wanted |= {f"place {state}" for state in RegistrationState}
    wanted |= {f"invitation {state}" for state in InvitationState}
    wanted |= {f"stage {view}" for view in VIEWS}
    wanted |= {f"vote {state}" for state in RoundState}
    wanted |= {f"join {state}" for state in RoundState if state != RoundState.DRAFT}
    wanted |= {f"rooms {state}" for state in ("none", "planned", "open", "closed")}
    wanted |= {f"room {state}" for state in ("none", "waiting", "open", "closed")}

    assert wanted - set(BY_NAME) == set()
    assert set(DARK) <= set(BY_NAME)


def endpoint_of(adapter, path: str) -> str:
    try:
        return adapter.match(urlsplit(path).path, method="GET")[0]
    except Exception as missing:  # noqa: BLE001 - the page for what is not found is a spot too
        return str(missing)
