"""The big screen in a real browser: what moves, what keys do, what comes while people write."""

import pytest
from playwright.sync_api import expect

from lcm.db import transaction
from lcm.live import operations, queries
from tests.ballots import cast_by_all, reveal
from tests.e2e.accessible import axe_findings

pytestmark = pytest.mark.browser

ROOM = {"medical": 8, "social": 6, "municipality": 5}
STAGE = {"width": 1920, "height": 1080}
SHARED = {"width": 1280, "height": 720}
KINDS = ("top", "pick", "order", "points", "impact", "scale", "consent", "words", "open")
# Notes in which order rows come into sight.
NOTE_ROWS = """
addEventListener("DOMContentLoaded", () => {
  window.came = [];
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      const isHere = !target.classList.contains("is-coming") && oldValue.includes("is-coming");
      if (isHere) came.push(target.querySelector(".rank-number").textContent);
    }
  }).observe(document.body, { attributeFilter: ["class"], attributeOldValue: true, subtree: true });
});
"""


@pytest.fixture
def stage(chromium, server, poll):
    """Open the stage of the poll's meeting; a refused script or style fails the test."""
    problems, contexts = [], []

    def open_stage(query="", **options):
        settings = {"viewport": STAGE, "locale": "nl", "reduced_motion": "reduce"} | options
        context = chromium.new_context(base_url=f"http://localhost:{server.port}", **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: line.type == "error" and problems.append(line.text))
        page.add_init_script(NOTE_ROWS)
        page.goto(queries.stage_link(poll.meeting) + query)
        return page

    yield open_stage
    for context in contexts:
        context.close()
    assert problems == []


def opened(poll, kind, minutes=None):
    with transaction():
        poll.kind = kind
        operations.open_round(poll.rounds[-1], minutes=minutes)
        cast_by_all(poll.rounds[-1], ROOM)


def revealed(poll, kind):
    opened(poll, kind)
    with transaction():
        reveal(poll)


def current(page):
    return page.locator(".stage-head [aria-current]").inner_text()


def test_rows_come_from_the_last_to_the_winner(stage, poll):
    revealed(poll, "top")

    page = stage(reduced_motion="no-preference")
    page.wait_for_function("() => came.length === 6", timeout=10_000)

    numbers = [int(number) for number in page.evaluate("came")]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1
    assert page.locator(".rank .bar-fill").first.get_attribute("width") == "100.00%"


def test_nothing_moves_for_who_wants_no_motion(stage, poll):
    revealed(poll, "top")

    page = stage()
    page.wait_for_timeout(500)

    assert page.evaluate("came") == []
    assert page.locator(".is-coming").count() == 0


def test_a_reveal_comes_by_itself_and_grows(stage, poll):
    opened(poll, "top")
    page = stage(reduced_motion="no-preference")
    expect(page.locator(".stage-options")).to_be_visible()

    with transaction():
        reveal(poll)

    expect(page.locator("ol.ranking")).to_be_visible()
    page.wait_for_function("() => came.length === 6", timeout=10_000)


def test_keys_and_clickers_turn_the_screens_and_the_readings(stage, poll):
    revealed(poll, "top")
    page = stage()
    first = current(page)

    page.keyboard.press("ArrowDown")
    page.wait_for_url("**rule=personal")
    second = current(page)
    page.keyboard.press("ArrowUp")
    page.wait_for_url("**rule=balanced")
    page.keyboard.press("PageUp")
    page.wait_for_url("**view=vote")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**view=result")

    assert first != second
    assert current(page) == first


def test_words_come_while_they_are_written(stage, poll, phone):
    opened(poll, "words")
    page = stage()
    expect(page.locator(".cloud")).to_be_visible()
    assert "zonneschijn" not in page.content()

    phone().vote(poll.rounds[-1].public_id, ["zonneschijn"])

    expect(page.locator(".cloud text", has_text="zonneschijn")).to_be_attached(timeout=10_000)
    expect(page.locator("[data-ballots]")).to_have_text("20")


def test_more_time_shows_at_once(stage, poll):
    opened(poll, "top", minutes=2)
    page = stage()
    expect(page.locator("time-left")).to_contain_text("2 min")

    with transaction():
        operations.extend(poll.rounds[-1], 3)

    expect(page.locator("time-left")).to_contain_text("5 min")


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_is_whole_and_accessible_in_a_shared_window(stage, poll, kind):
    revealed(poll, kind)

    page = stage(viewport=SHARED)
    over = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    page.emulate_media(color_scheme="dark")

    assert over <= 0
    assert axe_findings(page) == []


@pytest.mark.parametrize("reading", ["groups", "shared"])
def test_the_other_readings_are_whole_and_accessible_too(stage, poll, reading):
    revealed(poll, "top")

    page = stage(f"?rule={reading}", viewport=SHARED)

    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    assert axe_findings(page) == []


def test_a_screen_reader_hears_places_and_names_in_order(stage, poll):
    revealed(poll, "top")

    page = stage()
    rows = page.get_by_role("list").filter(has=page.locator(".rank")).get_by_role("listitem")

    assert [row.split()[0] for row in rows.all_inner_texts()] == ["1", "2", "3", "4", "5", "6"]
    assert page.locator(".ranking svg:not([aria-hidden=true])").count() == 0
