"""Browsers and the site they visit."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.e2e.inside import inside
from tests.e2e.site import Site
from tests.states.every import add_states

pytest.register_assert_rewrite("tests.e2e.accessible", "tests.e2e.journey")

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
STAGE = {"width": 1920, "height": 1080}

# Chromium says this itself of every request while a test has taken the network away.
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"

NewPage = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="write docs/screenshots anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the demo in Dutch, shared by the tests that only look."""
    site = Site(tmp_path_factory.mktemp("demo"))
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, str]]]:
    """A server of its own with every state beside the demo, and the paths of all by name."""
    site = Site(tmp_path_factory.mktemp("states"))
    site.start()
    with inside(site):
        paths = add_states()
    yield site, paths
    site.stop()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Open pages, each as a browser of its own; errors in the console fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(viewport: dict[str, int] | None = None, **options: object) -> Page:
        context = chromium.new_context(
            viewport=viewport or PHONE, locale=options.pop("locale", "nl-NL"), **options
        )
        contexts.append(context)
        context.on("console", lambda line: note(line) if line.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    def note(line: ConsoleMessage) -> None:
        if NO_NETWORK not in line.text and not is_refusal(line):
            complaints.append(f"{line.text} {line.location.get('url', '')}")

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_refusal(line: ConsoleMessage) -> bool:
    """Say whether Chromium complains of a page that was refused: that is a page like any other."""
    is_page = line.page is not None and line.location.get("url", "") == line.page.url
    return is_page and "responded with a status of 4" in line.text
