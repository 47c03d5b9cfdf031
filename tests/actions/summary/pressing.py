"""What an organiser presses on the page of the summary, and what arrives."""

from lcm import clock
from lcm.actions.summaries import Group
from tests.actions.conftest import NOON, delivered

ALL = tuple(Group)
EVERYBODY = [group.value for group in Group]
PAYLOAD = "<script>alert(1)</script> & {{7331*13}} {0.__class__}"


def press(browser, path, choice="send", groups=EVERYBODY, opening="Dank voor je inbreng."):
    return browser.post(path, data={"choice": choice, "groups": groups, "opening": opening})


def letter(to):
    with clock.set_to(NOON):
        [mail] = delivered("summary", to)
    return mail
