"""Text of twice the size on the pages of participants: not cut off, not scrolling sideways."""

import pytest

from tests.e2e.spots import PARTICIPANT

# Set as a person does in the settings of a browser: sizes are in rem.
TWICE = "document.documentElement.style.fontSize = '200%'"
CUT_OFF = """
() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((one) => !one.closest(".visually-hidden, .skip-link, svg, input, select, textarea"))
  .filter((one) => one.textContent.trim() && one.clientWidth > 1)
  .filter((one) => {
    const style = getComputedStyle(one);
    const isWide = one.scrollWidth > one.clientWidth + 1 && style.overflowX !== "visible";
    const isHigh = one.scrollHeight > one.clientHeight + 1 && style.overflowY !== "visible";
    return style.display !== "inline" && (isWide || isHigh);
  })
  .map((one) => `${one.outerHTML.slice(0, 90)} ${one.scrollWidth}>${one.clientWidth}`)
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = [spot for spot in PARTICIPANT if spot.steps is None]


def test_nothing_is_cut_off_at_twice_the_size(new_page, states):
    site, paths = states
    page = new_page()
    faults = {}

    for spot in PAGES:
        page.goto(site.address + spot.path.format_map(paths))
        page.evaluate(TWICE)
        over, cut = page.evaluate(SIDEWAYS), page.evaluate(CUT_OFF)
        if over > 0 or cut:
            faults[spot.name] = (over, cut)

    assert faults == {}


@pytest.mark.parametrize("width", [390, 640])
def test_the_ballot_can_be_sent_at_twice_the_size(new_page, states, width):
    site, paths = states
    page = new_page({"width": width, "height": 640})
    page.goto(site.address + paths["join open"])
    page.evaluate(TWICE)

    page.locator("button.option-tap").last.click()
    page.locator("button[form=ballot]").click()

    page.locator("top-ballot[is-sent]").wait_for()
    assert page.evaluate(SIDEWAYS) <= 0
