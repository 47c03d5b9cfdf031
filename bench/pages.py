"""Measures the server time of every demo page beside the bare health address, one after another.

Run as ``python -m bench.pages``: starts a server with the demo on a free port, ends it by id.
"""

import http.client
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.site import Site

ROUNDS = 40
WANTED_MS = 50


def main() -> int:
    """Print median and p95 per page in milliseconds; 1 when a page is over the wanted p95."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.start()
        try:
            return _measured(site)
        finally:
            site.stop()


def _measured(site: Site) -> int:
    facts = site.facts()
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    cookie = signed_in(connection, facts["organiser_sign_in"])
    slow = 0
    print(f"{'page':44} {'median ms':>10} {'p95 ms':>10}")
    for name, path in _pages(facts).items():
        times = sorted(timed(connection, path, cookie) for _round in range(ROUNDS))
        median, p95 = statistics.median(times), times[int(ROUNDS * 0.95) - 1]
        slow += p95 > WANTED_MS
        print(f"{name:44} {median:10.1f} {p95:10.1f}{'  over' if p95 > WANTED_MS else ''}")
    return int(slow > 0)


def _pages(facts: dict[str, str]) -> dict[str, str]:
    pages = {
        "bare: /healthz": "/healthz",
        "home": "/",
        "meetings": "/meetings",
        "actions": "/actions",
    }
    for key in (
        "community",
        "join",
        "stage",
        "personal_link",
        "room_link",
        "action_link",
        "mailbox",
    ):
        pages[key] = path_of(facts[key])
    pages["partners"] = path_of(facts["community"]) + "/partners"
    for when in ("held", "live", "next"):
        slug = path_of(facts[f"meeting_{when}"])
        pages[f"{when}: public"] = slug
        for place in (
            "plan",
            "invite",
            "vote",
            "run",
            "rooms",
            "harvest",
            "follow-up",
            "report",
            "summary",
        ):
            pages[f"{when}: {place}"] = f"{slug}/{place}"
    for place in ("invite/known", "registrations", "form", "answers", "seats"):
        pages[f"next: {place}"] = f"{path_of(facts['meeting_next'])}/{place}"
    for place in ("check-in", "check-in/list", "badges"):
        pages[f"live: {place}"] = f"{path_of(facts['meeting_live'])}/{place}"
    return pages


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def signed_in(connection: http.client.HTTPConnection, address: str) -> str:
    connection.request("GET", path_of(address))
    answer = connection.getresponse()
    answer.read()
    return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []))


def timed(connection: http.client.HTTPConnection, path: str, cookie: str) -> float:
    begin = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
