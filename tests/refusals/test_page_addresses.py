"""Tampered links, foreign ids and questions nobody's page asks: a sentence, never a fault."""

from itertools import product
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from lcm.db import db
from tests.refusals.conftest import World
from tests.refusals.hostile import MARKUP, harm_in
from tests.refusals.sending import rows
from tests.refusals.visitor import Answer

LINKS = {
    "invitation": "invitation invited",
    "my place": "place confirmed",
    "my room": "room open",
    "my action": "action proposed",
    "big screen": "stage at the vote",
}
ODD_PARTS = [
    "",
    "%00",
    "..",
    "%2e%2e%2f",
    "x" * 5000,
    quote(MARKUP),
    "%ED%A0%80",
    "٣",
    "-1",
    "1e309",
]
ODD_VALUES = ["", "\x00", "../x", "x" * 5000, MARKUP, "99999999999999999999", "-1", "NaN", "٣"]
ASKED = {
    "/actions": ("by", "community"),
    "/c/{community}/meetings/new": ("after",),
    "/c/{community}/meetings/new/network": ("after",),
    "{held}/follow-up": ("by",),
    "{held}/harvest": ("kind",),
    "{held}/rooms": ("round",),
    "{held}/summary": ("person",),
    "{held}/vote": ("poll",),
    "{action proposed}": ("step",),
    "{join open}": ("as", "try"),
    "{room open}": ("write", "hidden"),
    "{stage held}": ("view", "rule", "room"),
    "/language/en": ("next",),
    "/mailbox": ("to", "text", "page"),
    "/sign-in": ("next",),
}
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%0d%0aLocation: https://evil.example",
    "/\r\nSet-Cookie: a=b",
    "@evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example",
    "/nothing-here",
)


def tampered(path: str) -> dict[str, str]:
    """Return changes of a link that carries a right, by what was done to it."""
    head, _, token = path.rpartition("/")
    public_id, version, signature = token.split(".")
    return {
        "another id": f"{head}/{public_id[::-1]}.{version}.{signature}",
        "another version": f"{head}/{public_id}.{int(version) + 1}.{signature}",
        "another signature": f"{head}/{public_id}.{version}.{signature[::-1]}",
        "cut off": path[:-3],
        "no signature": f"{head}/{public_id}",
        "dots": f"{head}/...",
        "zero bytes": f"{head}/{token}%00",
        "letters of another script": f"{head}/{public_id}.٣.{signature}",
        "long": f"{head}/{token}{'x' * 4000}",
    }


def masked(answer: Answer) -> str:
    """Return the page without what differs each time: the form's token and the way back."""
    return answer.page.text if answer.page else answer.body


@pytest.mark.parametrize("kind", LINKS)
def test_a_tampered_link_leads_to_one_page_that_says_what_to_do(world, kind):
    visitor = world.visitor()

    answers = {
        what: visitor.read(path) for what, path in tampered(world.paths[LINKS[kind]]).items()
    }

    assert {what: one.status for what, one in answers.items()} == dict.fromkeys(answers, 404)
    assert len({masked(one) for one in answers.values()}) == 1
    assert "does not work any more" in masked(answers["cut off"])


def test_a_link_opens_nothing_but_what_it_was_made_for(world):
    tokens = {kind: world.paths[name].rpartition("/")[2] for kind, name in LINKS.items()}
    heads = {kind: world.paths[name].rpartition("/")[0] for kind, name in LINKS.items()}

    opened = {
        (kind, other)
        for kind, other in product(LINKS, LINKS)
        if world.visitor().read(f"{heads[other]}/{tokens[kind]}").status == 200
    }

    assert opened == {(kind, kind) for kind in LINKS}


def test_an_address_with_odd_parts_is_not_found(world):
    organiser = world.organiser()
    faults = {}

    for rule in world.app.url_map.iter_rules():
        for odd in ODD_PARTS if rule.arguments else ():
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(next(p for p in parts_of(path) if name in p), odd)
            for method in sorted({"GET", "POST"} & rule.methods):
                answer = organiser.open(method, path)
                if answer.status >= 500 or (answer.page and answer.status == 200 and odd):
                    faults[f"{method} {path[:80]}"] = answer.status

    assert faults == {}


def parts_of(rule: str) -> list[str]:
    return [f"<{part.partition('>')[0]}>" for part in rule.split("<")[1:]]


def test_a_page_takes_any_question_in_its_address(world):
    organiser = world.organiser()
    community = world.paths["community"].rpartition("/")[2]
    faults = {}

    for page, names in ASKED.items():
        path = page.format(**world.paths | {"community": community}).partition("?")[0]
        for name, value in product(names, ODD_VALUES):
            answer = organiser.read(f"{path}?{name}={quote(value)}")
            harm = harm_in(answer.page) if answer.page else []
            if answer.status not in (200, 404) or harm:
                faults[f"{path}?{name}={value[:30]!r}"] = (answer.status, harm)

    assert faults == {}


def test_a_way_back_leads_to_pages_here_only(world):
    visitor = world.visitor()

    led = {
        address: visitor.open("GET", f"/language/en?next={quote(address)}").location
        for address in ELSEWHERE
    }

    assert set(led.values()) <= {"/", "http://localhost/"}
    assert set(visitor.cookies) <= {"language", "session"}


def test_a_stranger_cannot_post_to_what_is_not_theirs(world: World):
    """Ids of another session under one's own: 404, and not one row differs."""
    organiser = world.organiser()
    before = rows(world)
    held, other = world.paths["held"], world.paths["with rooms"]
    round_id = round_of(world, other)

    answers = [
        organiser.post(f"{held}/rooms/{round_id}/{act}", [("csrf_token", csrf(organiser, held))])
        for act in ("open", "close", "extend", "divide")
    ]

    assert [one.status for one in answers] == [404] * 4
    assert rows(world) == before


def csrf(visitor, path: str) -> str:
    page = visitor.read(f"{path}/plan").page
    tokens = [one.value for form in page.forms for one in form.fields if "csrf_token" in one.name]
    return tokens[0] or ""


def round_of(world: World, path: str) -> str:
    slug = path.rpartition("/")[2]
    with world.app.app_context():
        found = sa.text(
            "SELECT r.public_id FROM breakout_round r JOIN meeting m ON m.id = r.meeting_id"
            " WHERE m.slug = :slug"
        )
        return str(db.session.scalar(found, {"slug": slug}))
