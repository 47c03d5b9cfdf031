"""Hostile words on phone, board, screen, report and mail: nothing runs, loads or breaks out."""

import pytest

from tests.e2e.hostile_words import written_everywhere
from tests.e2e.inside import inside

NOTED = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
# What the words would have become, had one of them been taken for markup.
BROKEN_OUT = """
() => [...document.querySelectorAll("img, svg, iframe, a, script, title, textarea")]
  .filter((one) => one.matches("[onerror], [onload], img[src=x], [src^='javascript:']")
    || one.matches("a[href^='javascript:'], script:not([src])"))
  .map((one) => one.outerHTML.slice(0, 120))
"""
VIEWS = ("join", "vote", "result", "questions", "rooms", "wall")
PUBLIC = ["{session}", "{session}/register", "{session}/thanks", "{join}", "{room}", "{place}"]
PUBLIC += [
    "{join}/questions",
    "{room}?write=action",
    "{place}/cancel",
    *(f"{{stage}}?view={view}" for view in VIEWS),
]
OWN = ["/", "/meetings", "/actions", "/actions?by=person", "/mailbox"]
OWN += [f"{{community}}{tab}" for tab in ("", "/edit", "/partners", "/members", "/meetings/new")]
TABS = ("plan", "edit", "cancel", "invite", "run", "vote", "rooms", "harvest", "follow-up")
OWN += ["{said questions}", "{said words}"]
OWN += [f"{{session}}/{tab}" for tab in (*TABS, "report", "summary", "invite/mail")]


@pytest.fixture(scope="module")
def paths(states) -> dict[str, str]:
    with inside(states[0]):
        return written_everywhere()


@pytest.mark.parametrize("who", ["participant", "organiser"])
def test_hostile_words_stay_words(new_page, states, paths, who):
    site, harm = states[0], []
    page = new_page()
    page.add_init_script(NOTED)
    page.on("dialog", lambda dialog: (harm.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: foreign(site, request.url) and harm.append(request.url))
    visited = [one.format_map(paths) for one in (PUBLIC if who == "participant" else OWN)]
    if who == "organiser":
        page.goto(site.address + paths["sign in"])
        mails = [path for name, path in paths.items() if name.startswith("mail ")]
        visited += [*mails, *(f"{path}/body" for path in mails)]

    for path in visited:
        answer = page.goto(site.address + path)
        harm += [f"{path} {answer.status}"] if answer.status != 200 else []
        harm += [f"{path} {one}" for one in page.evaluate(BROKEN_OUT)]
        harm += [f"{path} {one}" for one in page.evaluate("window.violations")]

    assert harm == []


def test_the_words_are_there_to_be_read(new_page, states, paths):
    """The control: pages that showed none of them would prove nothing."""
    page = new_page()

    for name in ("session", "join", "room", "place", "stage"):
        page.goto(states[0].address + paths[name])
        assert "<script>alert(1)</script>" in page.locator("body").inner_text()


def test_harm_would_be_seen(chromium, states, paths):
    """The control: an element that got in is found, and a violation is noted."""
    page = chromium.new_page()
    page.add_init_script(NOTED)
    page.goto(states[0].address + paths["session"])
    page.evaluate("document.body.append(document.createElement('style'))")
    page.evaluate("document.querySelector('body > style').textContent = 'p { color: red }'")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=javascript:x>x</a>')")

    found, violations = page.evaluate(BROKEN_OUT), page.evaluate("window.violations")
    page.close()

    assert len(found) == 1
    assert violations


def foreign(site, url: str) -> bool:
    return not url.startswith((site.address, "data:", "about:")) or url.endswith("/x")
