"""Every page and form that people of the demo can reach, found by following links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests.refusals.visitor import Answer, Form, Visitor, own

PER_KIND = 2
NO_PAGES = ("/static/", "/language/", "/live/")
# The state of the thing that an address names decides which forms its page has.
BY_STATE = ("actions.show", "registration.place", "actions.room", "live.vote", "live.join")


@dataclass(frozen=True)
class Found:
    """A form, where it goes, and the cookies of the browser that met it."""

    form: Form
    endpoint: str
    cookies: Mapping[str, str]


def everything(app: Flask, visitor: Visitor, starts: Sequence[str]) -> Iterator[Answer]:
    """Visit the pages that ``starts`` lead to: two of each kind, with and without questions."""
    waiting, seen, met = list(starts), set(), dict[tuple[str, ...], int]()
    while waiting:
        path = waiting.pop(0).partition("#")[0]
        if not path or path in seen or path.startswith(NO_PAGES):
            continue
        seen.add(path)
        kind = kind_of(app, path)
        met[kind] = met.get(kind, 0) + 1
        if path not in starts and met[kind] > PER_KIND and kind[0] not in BY_STATE:
            continue
        answer = visitor.open("GET", path)
        yield answer
        links = [answer.location] if answer.location else []
        links += answer.page.links if answer.page else []
        waiting += [own(urljoin(f"http://localhost{path}", one)) for one in links]


def kind_of(app: Flask, path: str) -> tuple[str, ...]:
    """Return the endpoint of an address and the names of what it asks."""
    rule = rule_of(app, path, "GET")
    asked = sorted(f"{name}={value[:8]}" for name, value in parse_qsl(urlsplit(path).query))
    return (rule.endpoint if rule else "", *asked)


def rule_of(app: Flask, path: str, method: str) -> Rule | None:
    try:
        rule, _values = app.url_map.bind("localhost").match(
            urlsplit(path).path, method=method, return_rule=True
        )
    except HTTPException:
        return None
    return rule


def forms_of(app: Flask, answers: Iterable[Answer]) -> Iterator[Found]:
    """Return the forms on these pages, one of each kind: where it goes, its fields and buttons."""
    met = set()
    for answer, form in ((one, form) for one in answers if one.page for form in one.page.forms):
        rule = rule_of(app, form.path, form.method)
        endpoint = rule.endpoint if rule else f"nothing takes {form.method} {form.path}"
        # What is prefixed or numbered per row is the same form, row after row.
        names = tuple(sorted(one.name.rpartition("-")[2] for one in form.fields))
        kind = (endpoint, names, form.buttons)
        if kind not in met:
            met.add(kind)
            yield Found(form, endpoint, answer.cookies)


def starts_of(paths: dict[str, str]) -> list[str]:
    """Return where a crawl begins: the front page, everything by name, and what no link leads to.

    Those that sign in are left out: they make somebody else of a visitor.
    """
    named = [path for name, path in paths.items() if not name.startswith("sign in")]
    asked = [path + more for name, path in paths.items() for more in further(name)]
    more = ["/j/", "/p/", "/a/", "/c/new", "/sign-in", "/sign-in/code", "/privacy"]
    return ["/", *named, *asked, *more]


def further(name: str) -> tuple[str, ...]:
    """Return what follows the address called ``name`` on pages that few links lead to."""
    return FURTHER.get(name, FURTHER.get(name.partition(" ")[0], ()))


FURTHER = {
    "action": ("?step=done", "?step=hand_over", "?step=give_back"),
    "before the vote": ("/vote",),
    "coming": ("/invite", "/rooms"),
    "draft": ("/plan", "/cancel", "/edit"),
    "full": ("/plan", "/rooms", "/check-in"),
    "room": ("?write=wish", "?write=action"),
    "room item": (),
    "with rooms": ("/rooms", "/run", "/vote"),
    "vote closed": ("/vote",),
}
