"""Too much at once is refused fast, before it is read, on pages and on the ballot's door."""

import json
import time

import pytest

from tests.refusals.ballots import ballots
from tests.refusals.conftest import World
from tests.refusals.visitor import Visitor, encoded

FAST_SECONDS = 2.0
FORM = "application/x-www-form-urlencoded"


def multipart(count: int) -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n'
    return b"".join(part % number for number in range(count)) + b"--x--\r\n"


BODIES = {
    "10,000 fields": (FORM, encoded((f"field{number}", "x") for number in range(10_000))),
    "one field 10,000 times": (FORM, encoded(("name", "x") for _ in range(10_000))),
    "5 MB": (FORM, b"name=" + b"x" * 5_000_000),
    "10,000 parts": ("multipart/form-data; boundary=x", multipart(10_000)),
    "5 MB in one part": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="x"\r\n\r\n'
        + b"x" * 5_000_000
        + b"\r\n--x--\r\n",
    ),
    "parts without an end": ("multipart/form-data; boundary=x", b"--x\r\n" * 1000),
    "no form at all": ("application/json", b'{"name": "x"}'),
    "a broken type": ("multipart/form-data", b"name=x"),
    "percent signs": (FORM, b"%" * 10_000),
    "bytes that are no text": (FORM, b"name=\xff\xfe\x00"),
}
PAGES = ("/sign-in", "/p/", "/j/", "coming/register", "action proposed", "room open/rounds/x/items")


def path_of(world: World, page: str) -> str:
    if page.startswith("/"):
        return page
    name = next(
        name for name in sorted(world.paths, key=len, reverse=True) if page.startswith(name)
    )
    return world.paths[name] + page.removeprefix(name)


@pytest.mark.parametrize("what", BODIES)
def test_a_body_of_any_shape_is_refused_fast(world, what):
    kind, body = BODIES[what]
    faults = {}

    for page in PAGES:
        started = time.monotonic()
        answer = world.visitor().open("POST", path_of(world, page), body, Content_Type=kind)
        took = time.monotonic() - started
        if not 400 <= answer.status < 500 or took > FAST_SECONDS:
            faults[page] = (answer.status, took)

    assert faults == {}


def test_too_much_text_is_told_so(world):
    answer = world.visitor().open("POST", "/sign-in", BODIES["5 MB"][1])

    assert answer.status == 413
    assert "Send less text" in answer.page.text


def test_long_addresses_and_cookies_do_no_harm(world):
    visitor = Visitor(world.app, {"session": "x" * 8000, "place": "\u00ff" * 90, "language": "xx"})

    answers = [
        visitor.open("GET", path) for path in ("/", f"/m/{'x' * 8000}", f"/?{'x=1&' * 3000}")
    ]

    assert [one.status for one in answers] == [302, 404, 302]


def test_a_ballot_nobody_can_cast_is_refused_fast_and_the_cast_one_stays(world):
    visitor, path = world.visitor(), world.paths["join open"]
    page = visitor.open("GET", path).page
    form = next(one for one in page.forms if any(f.name == "choice" for f in one.fields))
    round_id = next(one.value for one in form.fields if one.name == "round")
    options = [value for value in form.fields[-1].choices if value]
    door = f"/live{path.removeprefix('/j')}/polls/{round_id}/ballot"

    def put(body: bytes, kind: str = "application/json") -> tuple[int, float, str]:
        started = time.monotonic()
        answer = visitor.open("PUT", door, body, Content_Type=kind)
        return answer.status, time.monotonic() - started, answer.response.mimetype

    cast = put(json.dumps({"seq": 1, "choice": options[:3]}).encode())
    refused = {what: put(body) for what, body in ballots(options).items()}
    other = put(b'{"seq": 9, "choice": []}', "text/plain")
    state = json.loads(visitor.open("GET", f"/live{path.removeprefix('/j')}/state").body)

    assert cast[0] == 200
    assert {what: one[0] for what, one in refused.items() if one[0] not in (413, 422)} == {}
    assert {one[2] for one in refused.values()} == {"application/problem+json"}
    assert max(one[1] for one in refused.values()) < FAST_SECONDS
    assert other[0] == 415
    assert state["poll"]["ballot"]["choice"] == options[:3]
