"""Everything a server sends about a vote: pages, programs' answers and streams, to each reader."""

import re
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPResponse

from flask import Flask
from werkzeug.routing import Rule

from lcm.live.models import LiveMeeting, Poll
from lcm.live.queries import stage_link

STAGE_VIEWS = ("?view=vote", "?view=result", "?view=result&how=1&rule=personal", "?view=wall")
# Packages whose pages never show a vote.
NO_PAGES = ("static", "assets", "web", "people", "mail", "registration")
OPEN_TO_ALL = ("/j", "/live/", "/stage/", "/place/")
STREAM_SECONDS = 5
# What is made anew for each answer: names of forms, when to come back, the state's version.
FRESH = re.compile(
    rb'name="(?:csrf_token|visit|sheet|form_id)"[^>]*value="[^"]*"'
    rb'|retry: \d+|id: \d+|version"?(?:: ?|=")\d+'
)

Sent = dict[tuple[str, str], tuple[int, bytes]]


def addresses(app: Flask, live: LiveMeeting, poll: Poll) -> Iterator[str]:
    """Yield the path of every GET that a meeting's vote can be asked of."""
    stage = stage_link(live.meeting)
    known = {"code": live.code, "slug": live.meeting.slug, "poll_id": poll.public_id}
    known |= {"token": stage.rpartition("/")[2], "round_id": poll.rounds[0].public_id}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.split(".")[0] in NO_PAGES:
            continue
        if rule.arguments <= set(known):
            yield _filled(rule, known)
        elif "poll_id" in rule.arguments:
            raise LookupError(f"say in addresses() what {rule.rule} is asked with")
    yield from (stage + view for view in STAGE_VIEWS)
    yield f"/live/{live.code}/stage/{known['token']}"


def sent(port: int, readers: Mapping[str, str], paths: Sequence[str]) -> Sent:
    """Ask every path as every reader (name -> cookie), and keep all bytes.

    Pages behind a sign-in are asked for by the "host" only.
    """
    return {
        (reader, path): _asked(port, path, cookie)
        for reader, cookie in readers.items()
        for path in paths
        if reader == "host" or path.startswith(OPEN_TO_ALL)
    }


def _filled(rule: Rule, known: Mapping[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known[found[1]], rule.rule)


def _asked(port: int, path: str, cookie: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=STREAM_SECONDS)
    connection.request("GET", path, headers={"Host": "localhost", "Cookie": cookie})
    answer = connection.getresponse()
    is_stream = answer.headers.get_content_type() == "text/event-stream"
    body = _streamed(answer, is_stage="/stage/" in path) if is_stream else answer.read()
    answer.close()
    connection.close()
    return answer.status, FRESH.sub(b"", body)


def _streamed(answer: HTTPResponse, *, is_stage: bool) -> bytes:
    """Read a stream up to its state, and where it is a screen's up to the turnout."""
    body = b""
    while (b"event: turnout" if is_stage else b"event: state") not in body:
        body += answer.read1(65_536)
    return body
