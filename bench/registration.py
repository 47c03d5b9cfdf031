"""Measures registering, served by real processes on SQLite and on PostgreSQL.

How fast it is, and whether seats kept for three sides come out exact when 500 people want them.
"""

import asyncio
import statistics
import sys
from collections.abc import Callable
from contextlib import ExitStack

from bench.callers import Answer, Form, at_once, steadily, written
from bench.cluster import has_postgres, postgres
from bench.meetings import make_meetings, opened, outcome
from bench.sheet import Sheet
from bench.site import BUILD, Site

PROCESSES = 2
CLIENTS = 8
BARE_SECONDS = 4.0
STEADY_SECONDS = 8.0
CROWD = 500
SEATS = {"medical": 10, "social": 6, "public-health": 4}


def main() -> None:
    """Print the figures beside a bare Flask address; exit 1 when a seat, turn or mail is wrong."""
    sheet = Sheet()
    _measure(sheet, "SQLite", "", crowd_ms=6000)
    if has_postgres():
        with postgres() as address:
            _measure(sheet, "PostgreSQL", address, crowd_ms=3000)
    else:
        sheet.show("PostgreSQL", "not installed here", "measured", met=False)
    sheet.write(BUILD / "registration.json")
    sys.exit(0 if sheet.is_sound else 1)


def _measure(sheet: Sheet, engine: str, database: str, crowd_ms: int) -> None:
    sheet.show(f"{engine}, {PROCESSES} server processes", "")
    with ExitStack() as stack:
        first = stack.enter_context(Site(f"registration-{engine.lower()}", database=database))
        others = [stack.enter_context(Site("", beside=first)) for _one in range(1, PROCESSES)]
        sites = [first, *others]
        for site in sites:
            site.start()
        stack.enter_context(opened(first))
        _uncontended(sheet, sites)
        _crowded(sheet, sites, crowd_ms)


def _uncontended(sheet: Sheet, sites: list[Site]) -> None:
    """Let CLIENTS register people, each for a meeting of its own, as fast as each can."""
    served = [sites[number % len(sites)] for number in range(CLIENTS)]
    nothing = [(site.port, _always(written("GET", "/healthz", site.port))) for site in served]
    bare = asyncio.run(steadily(nothing, BARE_SECONDS))
    speed = f"{len(bare) / BARE_SECONDS:,.0f}/s"
    sheet.show("  bare Flask address, 8 at a time", speed, "")
    callers = [
        (site.port, _registering(site, slug, f"steady-{number}"))
        for number, (site, slug) in enumerate(zip(served, make_meetings(CLIENTS), strict=True))
    ]
    answers = asyncio.run(steadily(callers, STEADY_SECONDS))
    rate, p95 = len(answers) / STEADY_SECONDS, _p95(answers)
    median = statistics.median(seconds for _status, seconds in answers) * 1000
    sheet.show("  registrations, 8 at a time", f"{rate:,.0f}/s", "300/s", met=rate >= 300)
    sheet.show("    p95", f"{p95:.0f} ms (median {median:.0f})", "200 ms", met=p95 <= 200)
    _must(sheet, "    refused or failed", _failed(answers), 0)


def _crowded(sheet: Sheet, sites: list[Site], crowd_ms: int) -> None:
    """Let CROWD people from three sides want the seats kept for them at one moment."""
    (slug,) = make_meetings(1, SEATS)
    form, sides = Form(sites[0], slug), list(SEATS)
    requests = []
    for number in range(CROWD):
        site, side = sites[number % len(sites)], sides[number % len(sides)]
        requests.append((site.port, form.filled_in(site, f"crowd{number}", side)))
    answers = asyncio.run(at_once(requests))
    p95, found = _p95(answers), outcome(slug)
    sheet.show(f"  {CROWD} at once: p95", f"{p95:,.0f} ms", f"{crowd_ms:,} ms", met=p95 < crowd_ms)
    _must(sheet, "    refused or failed", _failed(answers), 0)
    _must(sheet, "    mails per person: people", dict(found.mails), {1: CROWD})
    for position, (side, seats) in enumerate(SEATS.items()):
        waiting = len(range(position, CROWD, len(SEATS))) - seats
        _must(sheet, f"    seats of {side}", found.confirmed.get(side, 0), seats)
        turns = sorted(found.turns.get(side, []))
        is_gapless = turns == list(range(1, waiting + 1))
        told = f"1 to {len(turns)}" if is_gapless else f"{len(turns)}, with gaps or twice"
        _must(sheet, "    turns on its waiting list", told, f"1 to {waiting}")


def _registering(site: Site, slug: str, name: str) -> Callable[[int], bytes]:
    form = Form(site, slug)
    return lambda number: form.filled_in(site, f"{name}-{number}", "social")


def _always(request: bytes) -> Callable[[int], bytes]:
    return lambda _number: request


def _must(sheet: Sheet, what: str, measured: object, wanted: object) -> None:
    sheet.must(what, f"{measured}", f"{wanted}", met=measured == wanted)


def _failed(answers: list[Answer]) -> int:
    return sum(status >= 400 for status, _seconds in answers)


def _p95(answers: list[Answer]) -> float:
    times = sorted(seconds for _status, seconds in answers)
    return times[int(len(times) * 0.95) - 1] * 1000


if __name__ == "__main__":
    main()
