"""How a thumb, a keyboard and a plain form fill in a ballot of each kind, and what it then says."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.keyboard import Keyboard

TEXT = "Wie betaalt dat?"
WAIT_MS = 8_000


def options(page: Page) -> list[str]:
    """Return the ids of the options as they stand on this phone."""
    return page.locator("[data-option]").evaluate_all("all => all.map(one => one.dataset.option)")


def card(page: Page, place: int) -> Locator:
    return page.locator("[data-option]").nth(place)


def tap(page: Page, kind: str) -> Any:
    """Fill in a ballot by taps; return its choice."""
    return _TAPS[kind](page, options(page))


def press_keys(keyboard: Keyboard, kind: str) -> Any:
    """Fill in the same by Tab, arrows, Space, Enter and letters; return its choice."""
    return _KEYS[kind](keyboard, options(keyboard.page))


def fill_in(page: Page, kind: str) -> Any:
    """Fill in the same without JavaScript; return its choice."""
    ids = options(page)
    if kind in ("top", "order"):
        for place, option in enumerate([ids[3], ids[0]]):
            page.locator("select[name=choice]").nth(place).select_option(option)
        return [ids[3], ids[0]]
    if kind == "points":
        for place, points in ((0, "60"), (2, "40")):
            card(page, place).locator("input").fill(points)
        return {ids[0]: 60, ids[2]: 40}
    return tap(page, kind)


def ready(page: Page) -> None:
    """Wait until the ballot on the page is alive, if there is one."""
    page.wait_for_function(
        "() => { const one = document.querySelector('[data-said]')?.closest('[round]');"
        " return !one || one.matches(':defined'); }"
    )


def send(page: Page) -> None:
    page.locator("button[form=ballot]").click()


def is_sent(page: Page) -> None:
    """Expect the page to say that the ballot was sent."""
    expect(page.locator("[data-status]")).to_have_text(re.compile("^Verstuurd"), timeout=WAIT_MS)


def _tap_top(page: Page, ids: list[str]) -> Any:
    for place in (0, 2, 4, 2):
        card(page, place).locator("button.option-tap").click()
    card(page, 4).locator(".option-moves button").first.click()
    return [ids[4], ids[0]]


def _tap_order(page: Page, ids: list[str]) -> Any:
    for option in reversed(ids):
        page.locator(f"[data-option='{option}'] button.option-tap").click()
    page.locator(f"[data-option='{ids[0]}'] .option-moves button").first.click()
    return [ids[4], ids[3], ids[2], ids[0], ids[1]]


def _tap_pick(page: Page, ids: list[str]) -> Any:
    for place in (4, 1):
        card(page, place).locator("label").click()
    return {ids[1], ids[4]}


def _tap_points(page: Page, ids: list[str]) -> Any:
    for place, taps in ((0, 6), (2, 4)):
        for _ in range(taps):
            card(page, place).locator("button").last.click()
    return {ids[0]: 60, ids[2]: 40}


def _tap_impact(page: Page, ids: list[str]) -> Any:
    for mark in (3, 10):
        card(page, 0).locator(".mark").nth(mark).click()
    card(page, 4).locator(".mark").nth(5).click()
    card(page, 4).locator(".mark").nth(6).click()
    return {ids[0]: [4, 5], ids[4]: [None, 1]}


def _tap_scale(page: Page, _ids: list[str]) -> Any:
    page.locator(".mark").nth(3).click()
    return 4


def _tap_consent(page: Page, _ids: list[str]) -> Any:
    page.locator("[value=objection]").check()
    page.locator("[name=text]").fill(TEXT)
    return {"word": "objection", "text": TEXT}


def _tap_texts(page: Page, _ids: list[str]) -> Any:
    page.locator("[name=choice]").nth(0).fill("rust")
    page.locator("[name=choice]").nth(2).fill(TEXT)
    return ["rust", TEXT]


def _key_top(keyboard: Keyboard, ids: list[str]) -> Any:
    for place, key in ((0, "Enter"), (2, "Space"), (4, "Enter")):
        keyboard.go_to(card(keyboard.page, place).locator("button.option-tap"))
        keyboard.press(key)
    keyboard.go_to(card(keyboard.page, 4).locator(".option-moves button").first)
    keyboard.press("Enter")
    return [ids[0], ids[4], ids[2]]


def _key_order(keyboard: Keyboard, ids: list[str]) -> Any:
    for option in ids:
        keyboard.go_to(keyboard.page.locator(f"[data-option='{option}'] button.option-tap"))
        keyboard.press("Space")
    up = keyboard.page.locator(f"[data-option='{ids[4]}'] .option-moves button").first
    keyboard.go_to(up)
    keyboard.press("Enter")
    keyboard.press("Enter")
    assert up.evaluate("one => one === document.activeElement")
    return [ids[0], ids[1], ids[4], ids[2], ids[3]]


def _key_pick(keyboard: Keyboard, ids: list[str]) -> Any:
    for place in (1, 4):
        keyboard.go_to(card(keyboard.page, place).locator("input"))
        keyboard.press("Space")
    return {ids[1], ids[4]}


def _key_points(keyboard: Keyboard, ids: list[str]) -> Any:
    keyboard.go_to(card(keyboard.page, 0).locator("button").last)
    for _ in range(6):
        keyboard.press("Enter")
    keyboard.go_to(card(keyboard.page, 2).locator("input"))
    keyboard.type("40")
    return {ids[0]: 60, ids[2]: 40}


def _key_impact(keyboard: Keyboard, ids: list[str]) -> Any:
    for first, steps in ((0, 3), (6, 4)):
        keyboard.go_to(card(keyboard.page, 0).locator("input").nth(first))
        for _ in range(steps):
            keyboard.press("ArrowRight")
    return {ids[0]: [4, 5]}


def _key_scale(keyboard: Keyboard, _ids: list[str]) -> Any:
    keyboard.go_to(keyboard.page.locator(".mark input").first)
    for _ in range(3):
        keyboard.press("ArrowRight")
    return 4


def _key_consent(keyboard: Keyboard, _ids: list[str]) -> Any:
    keyboard.go_to(keyboard.page.locator("[name=choice]").first)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.go_to(keyboard.page.locator("[name=text]"))
    keyboard.type(TEXT)
    return {"word": "objection", "text": TEXT}


def _key_texts(keyboard: Keyboard, _ids: list[str]) -> Any:
    keyboard.go_to(keyboard.page.locator("[name=choice]").first)
    keyboard.type("rust")
    keyboard.go_to(keyboard.page.locator("[name=choice]").nth(2))
    keyboard.type(TEXT)
    return ["rust", TEXT]


_TAPS: dict[str, Callable[[Page, list[str]], Any]] = {
    "top": _tap_top,
    "order": _tap_order,
    "pick": _tap_pick,
    "points": _tap_points,
    "impact": _tap_impact,
    "scale": _tap_scale,
    "consent": _tap_consent,
    "words": _tap_texts,
    "open": _tap_texts,
}
_KEYS: dict[str, Callable[[Keyboard, list[str]], Any]] = {
    "top": _key_top,
    "order": _key_order,
    "pick": _key_pick,
    "points": _key_points,
    "impact": _key_impact,
    "scale": _key_scale,
    "consent": _key_consent,
    "words": _key_texts,
    "open": _key_texts,
}
KINDS = tuple(_TAPS)
