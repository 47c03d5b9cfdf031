"""Measures the server time of the organiser's table with 5,000 registrations in one meeting.

Run as ``python -m bench.registrations``: starts a server with the demo on a free port, puts people
into the coming meeting, asks forty times for each page, and ends the server by id.
"""

import contextlib
import http.client
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path

from bench.pages import ROUNDS, WANTED_MS, path_of, signed_in, timed
from tests.e2e.site import Site

PEOPLE = 5000
ASKED = (
    "",
    "?page=100",
    "?words=gast+49",
    "?words=praktijk+7&sort=organisation",
    "?state=waiting&sort=newest",
    "?sort=state&page=9",
)
FILL_PERSONS = """
INSERT INTO person
 (public_id, name, name_key, email, email_key, locale, is_administrator, created_at)
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?)
SELECT 'benchperson' || n, 'Gast ' || n, 'gast ' || n, 'gast' || n || '@example.org',
 'gast' || n || '@example.org', 'nl', 0, '2026-01-01 09:00:00.000000' FROM c
"""
FILL_REGISTRATIONS = """
INSERT INTO registration
 (public_id, meeting_id, person_id, organisation_text, domain_id, role, note, state, queued_at,
  removal_count, version, locale, created_at, replies)
SELECT 'benchplace' || p.id, (SELECT id FROM meeting WHERE slug = ?), p.id,
 'Praktijk ' || (p.id % 400), 1 + p.id % 6, '', '',
 CASE p.id % 5 WHEN 0 THEN 'confirmed' ELSE 'waiting' END,
 p.created_at, 0, 1, 'nl', p.created_at, '{}'
FROM person p WHERE p.public_id LIKE 'benchperson%'
"""


def main() -> int:
    """Print median and p95 per question in milliseconds; 1 when one is over the wanted p95."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.start()
        try:
            return _measured(site, Path(folder))
        finally:
            site.stop()


def _measured(site: Site, folder: Path) -> int:
    facts = site.facts()
    table = path_of(facts["meeting_next"]) + "/registrations"
    with contextlib.closing(sqlite3.connect(folder / "lcm.sqlite3")) as rows, rows:
        rows.execute(FILL_PERSONS, [PEOPLE])
        rows.execute(FILL_REGISTRATIONS, [table.split("/")[2]])
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    cookie = signed_in(connection, facts["organiser_sign_in"])
    slow = 0
    print(f"{f'{PEOPLE} registrations':44} {'median ms':>10} {'p95 ms':>10}")
    for path in ("/healthz", *(table + asked for asked in ASKED)):
        times = sorted(timed(connection, path, cookie) for _round in range(ROUNDS))
        median, p95 = statistics.median(times), times[int(ROUNDS * 0.95) - 1]
        slow += p95 > WANTED_MS
        name = path.removeprefix(table) or "the first page"
        print(f"{name:44} {median:10.1f} {p95:10.1f}{'  over' if p95 > WANTED_MS else ''}")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
