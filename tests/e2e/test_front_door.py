"""The real server's front door: HEAD, Host, headers and bodies as no browser sends them."""

import http.client
import json
import time

import pytest

from tests.refusals.ballots import ballots, deep

FAST_SECONDS = 3.0


@pytest.fixture
def ask(states):
    """Send one request to the server and read its answer."""
    site, _paths = states

    def send(method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        answer.text = answer.read()
        connection.close()
        return answer

    return send


def code_in(paths: dict[str, str]) -> str:
    return paths["join open"].rpartition("/")[2]


def test_head_answers_like_get_without_a_body(ask, states):
    _site, paths = states
    code = code_in(paths)
    looked_at = [path for name, path in paths.items() if not name.startswith("sign in")]
    looked_at += ["/", "/healthz", f"/live/{code}/state", f"/live/{code}/ping", "/nothing-here"]

    for path in looked_at:
        there, looked = ask("GET", path), ask("HEAD", path)
        assert (looked.status, looked.text) == (there.status, b""), path


@pytest.mark.parametrize("path", ["/", "/live/AAAAAA/state", "/live/AAAAAA/events"])
def test_a_forged_host_is_refused(ask, path):
    answers = [ask("GET", path, Host=host) for host in ("evil.example", "127.0.0.1.evil.example")]

    assert [one.status for one in answers] == [400, 400]
    assert b"evil" not in answers[0].text


def test_every_answer_is_shielded(ask, states):
    code = code_in(states[1])
    paths = ["/", "/j/AAAAAA", "/nothing-here", "/static/img/logo.svg"]
    paths += [f"/live/{code}/state", f"/live/{code}/ping", "/live/AAAAAA/state", "/live/x/y/z"]

    for path in paths:
        answer = ask("GET", path)
        policy = answer.headers.get("Content-Security-Policy") or ""
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe" not in policy, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        assert not [name for name in answer.headers if name.startswith("Access-Control")], path


def test_odd_paths_at_the_live_doors_are_refused(ask, states):
    code = code_in(states[1])
    odd = ["%00", "%ED%A0%80", "..", "x" * 3000, "%F0%9F%98%80", "%0d%0aX:%20y", "1e309"]

    for part in odd:
        for path in (f"/live/{part}/state", f"/live/{part}/events", f"/live/{code}/stage/{part}"):
            assert ask("GET", path).status in (404, 429), path
        door = f"/live/{code}/polls/{part}/ballot"
        answer = ask("PUT", door, b'{"seq": 1, "choice": []}', Content_Type="application/json")
        assert answer.status in (403, 404), door


def test_ballots_nobody_can_cast_are_refused_fast(ask, states):
    code = code_in(states[1])
    page = ask("GET", f"/j/{code}")
    cookie = (page.headers["Set-Cookie"] or "").partition(";")[0]
    poll = json.loads(ask("GET", f"/live/{code}/state").text)["poll"]
    options = [option["id"] for option in poll["options"]]
    door = f"/live/{code}/polls/{poll['round']}/ballot"

    for what, body in ballots(options).items():
        started = time.monotonic()
        answer = ask("PUT", door, body, Cookie=cookie, Content_Type="application/json")
        assert answer.status in (413, 422), what
        assert time.monotonic() - started < FAST_SECONDS, what
        assert answer.headers["Content-Type"] == "application/problem+json", what


@pytest.mark.parametrize("path", ["/sign-in", "/p/", "/live/AAAAAA/polls/x/ballot"])
def test_much_at_once_is_refused_and_the_server_lives(ask, path):
    bodies = [
        b"a=" + b"x" * 5_000_000,
        deep(200_000),
        b"&".join(b"f%d=x" % n for n in range(10_000)),
    ]

    for body in bodies:
        method = "PUT" if path.startswith("/live") else "POST"
        kind = "application/json" if method == "PUT" else "application/x-www-form-urlencoded"
        assert 400 <= ask(method, path, body, Content_Type=kind).status < 500

    assert ask("GET", "/healthz").status == 200
