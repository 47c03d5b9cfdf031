"""What every page and state must pass: axe, 320 pixels, targets a thumb can hit."""

from pathlib import Path

from playwright.sync_api import Page

AXE = next(Path(__file__).parent.glob("vendor/axe*/axe.min.js")).read_text()
NARROW = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Naming what it does not report in full makes axe three times as fast.
LOOK = """
(tags) => axe.run(
  document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
"""
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((one) => !one.closest(".visually-hidden, .skip-link, p, pre, td, dd, li > span"))
  .filter((one) => !(one.matches("[type=radio], [type=checkbox]") && one.closest("label")))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
  .map(([box, one]) => `${one.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)
"""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def assert_accessible(page: Page) -> None:
    """Fail with the list of what axe finds, what scrolls sideways at 320 px, what is too small."""
    assert axe_findings(page) == []
    assert page.evaluate(SMALL_TARGETS) == []
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    over = page.evaluate(SIDEWAYS)
    if before:
        page.set_viewport_size(before)
    assert over <= 0, f"{page.url} scrolls {over} px sideways at 320 px"


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now, a line per kind of problem."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    result = page.evaluate(LOOK, TAGS)
    return [
        f"{finding['id']}: {finding['help']} {[n['html'][:120] for n in finding['nodes'][:4]]}"
        for finding in result["violations"]
    ]
