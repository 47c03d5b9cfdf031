"""No dead link: everything the demo's pages point to answers, and every page is pointed to."""

import http.client
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

# Pages no link of the demo leads to, with the reason.
UNREACHED = {
    "/c/new": "offered to who has no community yet",
    "/sign-in": "where a visitor is led; the organiser is signed in",
    "/sign-in/code": "follows the form of the sign-in page",
    "/demo/<token>": "printed by lcm demo",
    "/a/": "offered where a link no longer works",
    "/a/handed-over": "follows handing an action over",
    "/a/sent": "follows the form for a new link",
    "/check-in/<token>": "a phone's camera reads it from a QR code",
    "/p/<token>/certificate": "on the page of who was there at a session that is over",
    "/p/sent": "follows the form for a new link",
    "/m/<slug>/thanks": "follows the form to register",
    "/j": "typed from the big screen",
    "/j/": "typed from the big screen",
    "/place/room": "asked by a script",
    "/r/<token>/items": "asked by a script",
    "/r/<token>/items/<item_id>": "from a room that is open",
    "/sign-in/<token>": "its link stands in a mail that the demo does not send",
    "/m/<slug>/vote/<poll_id>/kind": "before a vote is opened; the demo has none that waits",
    "/m/<slug>/vote/<poll_id>/until": "before a vote is opened; the demo has none that waits",
    "/m/<slug>/vote/<poll_id>/said": "for votes in words; the demo has none",
    "/m/<slug>/vote/slips": "for votes with one ballot per person; the demo has none",
    "/p/<token>/vote": "its link stands in a mail that the demo does not send",
    "/healthz": "for operators",
    "/readyz": "for operators",
}
# Of the mailbox alone six would do by luck: which kind of mail they are is left to chance.
PER_PATTERN = 40


class Links(HTMLParser):
    """Collects what a page points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        wanted = {
            "a": "href",
            "link": "href",
            "script": "src",
            "img": "src",
            "iframe": "src",
            "use": "href",
        }
        for name, value in attributes:
            if (
                name == wanted.get(tag)
                and value
                and not value.startswith(("#", "mailto:", "data:"))
            ):
                self.found.add(value)


class Visitor:
    """Follows links with one cookie jar; never leaves the site."""

    def __init__(self, site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.foreign: set[str] = set()

    def visit(self, address: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "nl"})
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return (
            answer.status,
            answer.headers.get("Location", ""),
            body if "html" in (answer.headers.get("Content-Type") or "") else "",
        )

    def crawl(self, starts: list[str]) -> None:
        waiting, seen_per_pattern = list(starts), {}
        while waiting:
            address = waiting.pop(0).partition("#")[0]
            pattern = self.pattern(address)
            if address in self.statuses or seen_per_pattern.get(pattern, 0) >= PER_PATTERN:
                continue
            seen_per_pattern[pattern] = seen_per_pattern.get(pattern, 0) + 1
            status, location, html = self.visit(address)
            self.statuses[address] = status
            if "/preview/" in address:
                continue  # a mail shown in a frame without rights: its links cannot be followed
            for found in sorted(Links(html).found | ({location} if location else set())):
                self._take(urljoin(f"{self.site.address}{address}", found), waiting)

    def _take(self, absolute: str, waiting: list[str]) -> None:
        parts = urlsplit(absolute)
        if parts.netloc != f"127.0.0.1:{self.site.port}":
            self.foreign.add(absolute)
        elif not parts.path.startswith(("/language/", "/live/")):
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))

    def pattern(self, address: str) -> str:
        """The address with its changing parts left out: enough of each kind is enough."""
        if address.endswith(".eml"):
            return "*.eml"
        parts = [
            part if len(part) < 13 and "." not in part else "*"
            for part in urlsplit(address).path.split("/")
        ]
        return "/".join(parts)


@pytest.fixture(scope="module")
def facts(demo_site):
    return demo_site.facts()


def paths(facts):
    return [
        urlsplit(value).path + (f"?{urlsplit(value).query}" if urlsplit(value).query else "")
        for name, value in facts.items()
        if name not in ("join_code", "base_url", "organiser_sign_in")
    ]


def test_every_printed_address_answers_a_visitor_without_cookies(demo_site, facts):
    answers = {}
    for name, path in zip(facts, paths(facts), strict=False):
        visitor = Visitor(demo_site)
        status, location, body = visitor.visit(path)
        if status in (302, 303):
            status, location, body = visitor.visit(location)
        answers[name] = (status, bool(body))

    assert [name for name, (status, body) in answers.items() if status >= 400 or not body] == []


def test_a_visitor_meets_no_dead_link(demo_site, facts):
    visitor = Visitor(demo_site)

    visitor.crawl(["/", *paths(facts)])

    assert {a: s for a, s in visitor.statuses.items() if s >= 400} == {}
    assert len(visitor.statuses) > 30


def test_an_organiser_meets_no_dead_link_and_leaves_no_page_out(demo_site, facts):
    from wsgi import app

    visitor = Visitor(demo_site)
    visitor.visit(urlsplit(facts["organiser_sign_in"]).path)

    visitor.crawl(["/", *paths(facts)])

    assert {a: s for a, s in visitor.statuses.items() if s >= 400} == {}
    adapter = app.url_map.bind("127.0.0.1")
    reached = {
        adapter.match(urlsplit(a).path, method="GET", return_rule=True)[0].rule
        for a in visitor.statuses
    }
    wanted = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.rule.startswith(("/live/", "/static/", "/language/"))
    }
    assert " ".join(sorted(wanted - reached - set(UNREACHED))) == ""


def test_pages_point_to_no_foreign_host_but_the_links_people_typed(demo_site, facts):
    visitor = Visitor(demo_site)
    visitor.visit(urlsplit(facts["organiser_sign_in"]).path)

    visitor.crawl(["/", *paths(facts)])

    assert {urlsplit(a).netloc for a in visitor.foreign} <= {"video.example.org"}
