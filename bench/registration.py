"""Measures registering: how fast, and whether a meeting with few seats gives exactly those."""

import contextlib
import http.client
import re
import sqlite3
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from bench.sheet import Sheet
from bench.site import BUILD, HOST, Site

CLIENTS = 8
STEADY_SECONDS = 8.0
CROWD = 500
SEATS = "SELECT seats FROM meeting WHERE slug = ?"
STATES = """
SELECT r.state, count(*) FROM registration r JOIN meeting m ON m.id = r.meeting_id
WHERE m.slug = ? GROUP BY r.state
"""
MAILS = """
SELECT count(*) FROM outbox_mail o JOIN registration r ON r.id = o.object_id
JOIN person p ON p.id = r.person_id
WHERE o.kind IN ('registration/confirmed', 'registration/waiting') AND p.email LIKE 'crowd%'
"""


class Client:
    """One browser with its session, on one kept connection."""

    def __init__(self, site: Site, path: str) -> None:
        self._path = path
        self._connection = http.client.HTTPConnection(HOST, site.port, timeout=60)
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        lines = answer.headers.get_all("Set-Cookie", [])
        self._cookie = "; ".join(line.partition(";")[0] for line in lines)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
        if found is None:
            raise SystemExit(f"{path} has no form to register with")
        self._csrf = found[1]

    def register(self, name: str) -> tuple[int, float]:
        """Register ``name`` and return status and seconds."""
        form = {
            "csrf_token": self._csrf,
            "name": name,
            "email": f"{name}@example.org",
            "organisation": "Bench",
            "domain": "social",
        }
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return self._timed("POST", self._path, urlencode(form), headers)

    def bare(self) -> tuple[int, float]:
        """Ask the address that does nothing but pass through Flask."""
        return self._timed("GET", "/healthz", None, {})

    def _timed(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, float]:
        begin = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - begin


def main() -> None:
    """Print the figures beside a bare Flask address; exit 1 when a seat is wrong."""
    sheet = Sheet()
    with Site("registration") as site:
        site.start()
        slug = urlsplit(site.facts()["meeting_next"]).path
        bare = _steady(site, slug, lambda client, _number: client.bare())
        sheet.show("bare Flask address", f"{len(bare) / STEADY_SECONDS:,.0f}/s", _spread(bare))
        _crowded(sheet, site, slug)
        steady = _steady(site, slug, lambda client, number: client.register(f"steady{number}"))
        rate = len(steady) / STEADY_SECONDS
        sheet.show("registrations, 8 at a time", f"{rate:,.0f}/s", "300/s", met=rate >= 300)
        p95 = _percentile(steady, 0.95)
        sheet.show("  p95", f"{p95:.0f} ms", "200 ms", met=p95 <= 200)
    sheet.write(BUILD / "registration.json")
    sys.exit(0 if sheet.is_sound else 1)


def _crowded(sheet: Sheet, site: Site, slug: str) -> None:
    """Let CROWD people want the free seats at one moment, each from a browser of their own."""
    before, seats = _states(site, slug), _number(site, SEATS, slug)
    barrier = threading.Barrier(CROWD)
    clients = [Client(site, f"{slug}/register") for _person in range(CROWD)]
    answers: list[tuple[int, float]] = []

    def arrive(number: int) -> None:
        barrier.wait()
        answers.append(clients[number].register(f"crowd{number}"))

    threads = [threading.Thread(target=arrive, args=(number,)) for number in range(CROWD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = _states(site, slug)
    confirmed = after["confirmed"]
    p95 = _percentile([seconds for _status, seconds in answers], 0.95)
    failed = sum(status >= 400 for status, _seconds in answers)
    sheet.show(f"{CROWD} at once: p95", f"{p95:,.0f} ms", "6,000 ms", met=p95 < 6000)
    waiting = CROWD - (seats - before["confirmed"])
    _must(sheet, "  refused or failed", failed, 0)
    _must(sheet, "  confirmed", confirmed, seats)
    _must(sheet, "  on the waiting list", after["waiting"], waiting)
    _must(sheet, "  mails to them", _number(site, MAILS), CROWD)


def _must(sheet: Sheet, what: str, measured: int, wanted: int) -> None:
    sheet.must(what, f"{measured}", f"{wanted}", met=measured == wanted)


def _steady(site: Site, slug: str, act: Callable[[Client, str], tuple[int, float]]) -> list[float]:
    """Let CLIENTS act as fast as each can; return the seconds of each answer."""
    clients = [Client(site, f"{slug}/register") for _client in range(CLIENTS)]
    times: list[float] = []
    end = time.monotonic() + STEADY_SECONDS

    def work(client: Client, own: int) -> None:
        number = 0
        while time.monotonic() < end:
            status, seconds = act(client, f"-{own}-{number}")
            if status >= 400:
                raise SystemExit(f"answered {status}")
            times.append(seconds)
            number += 1

    threads = [
        threading.Thread(target=work, args=(client, own)) for own, client in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _states(site: Site, slug: str) -> Counter[str]:
    with _reader(site) as reader:
        return Counter(dict(reader.execute(STATES, (_slug(slug),)).fetchall()))


def _number(site: Site, query: str, *slug: str) -> int:
    with _reader(site) as reader:
        return int(reader.execute(query, tuple(map(_slug, slug))).fetchone()[0])


def _reader(site: Site) -> contextlib.closing[sqlite3.Connection]:
    address = f"file:{site.folder / 'data' / 'lcm.sqlite3'}?mode=ro"
    return contextlib.closing(sqlite3.connect(address, uri=True))


def _slug(path: str) -> str:
    return path.removeprefix("/m/")


def _percentile(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share) - 1] * 1000


def _spread(times: list[float]) -> str:
    return f"median {statistics.median(times) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
