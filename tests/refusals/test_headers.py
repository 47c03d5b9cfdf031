"""What every answer carries, whom it is for, and that looking changes nothing."""

import pytest

from lcm.web.edges import CSP, FRAMED_CSP
from tests.refusals.conftest import World, copied
from tests.refusals.crawled import rule_of
from tests.refusals.sending import rows
from tests.refusals.visitor import Answer

FRAMED = {
    "actions.summary_preview",
    "mail.body",
    "registration.invitation_mail",
    "registration.reminder_mail",
}
REFUSED = ("/nothing-here", "/p/x.1.y", "/j/AAAAAA", "/live/AAAAAA/state", "/static/nothing.css")
STATIC = ("/static/img/logo.svg", "/static/js/copy-text.js")
WRITES_BY_LOOKING = {"people.sign_in_demo": "one click signs in, in the demo only"}


@pytest.fixture(scope="module")
def answers(original, organiser_pages, tmp_path_factory) -> list[tuple[str, Answer]]:
    """Every page an organiser meets, and every kind of refusal, with its endpoint."""
    for world in copied(original, tmp_path_factory.mktemp("headers")):
        seen = list(organiser_pages)
        seen += [world.visitor().open("GET", path) for path in (*REFUSED, *STATIC)]
        seen.append(world.visitor().post("/sign-in", []))
        seen.append(world.visitor().open("GET", "/", Host="evil.example"))
        rules = [rule_of(world.app, one.path, "GET") for one in seen]
    return [(rule.endpoint if rule else "", one) for rule, one in zip(rules, seen, strict=True)]


def test_every_answer_carries_the_same_shield(answers):
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }

    bare = {
        one.path: name
        for _endpoint, one in answers
        for name, value in wanted.items()
        if one.response.headers.get(name) != value
    }

    assert bare == {}


def test_no_page_may_run_or_load_what_is_not_ours_but_mails_their_styles(answers):
    policies = {
        endpoint: one.response.headers["Content-Security-Policy"]
        for endpoint, one in answers
        if one.response.headers["Content-Security-Policy"] != CSP
    }

    assert set(policies) == FRAMED
    assert set(policies.values()) == {FRAMED_CSP}
    assert "unsafe" not in CSP
    assert "script" not in FRAMED_CSP


def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(answers):
    kept = {
        endpoint
        for endpoint, one in answers
        if one.response.headers["Cache-Control"] != "private, no-store"
    }

    assert kept - {"assets.bundle"} == {"static"}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b"])
def test_a_forged_host_is_refused(world, host):
    answer = world.organiser().open("GET", "/", Host=host)

    assert answer.status == 400
    assert "evil" not in answer.body


def test_a_forwarded_host_is_not_believed(world):
    answer = world.organiser().open("GET", "/", X_Forwarded_Host="evil.example")

    assert answer.status == 200
    assert "evil" not in answer.body


def test_head_answers_like_get_and_changes_nothing(world: World, organiser_pages):
    organiser = world.organiser()
    before = rows(world)

    unlike = {}
    for there in organiser_pages:
        rule = rule_of(world.app, there.path, "GET")
        if rule is None or rule.endpoint in WRITES_BY_LOOKING:
            continue
        looked = organiser.open("HEAD", there.path)
        if (there.status, there.location) != (looked.status, looked.location) or looked.body:
            unlike[there.path] = (there.status, looked.status)

    assert unlike == {}
    assert len(organiser_pages) > 60
    assert rows(world) == before


def test_looking_again_and_again_at_every_link_changes_nothing(world: World):
    """What scanners of mail do: HEAD, then GET, again and again, with and without cookies."""
    links = [path for name, path in world.paths.items() if not name.startswith("sign in")]
    before = rows(world)

    for path in links:
        for _ in range(4):
            world.visitor().open("HEAD", path)
        for _ in range(2):
            world.visitor().read(path)

    assert rows(world) == before
