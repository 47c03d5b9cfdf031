"""The demo as newcomers and programs meet it: its facts, its languages, its start and its end."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import time
import urllib.request
from urllib.error import URLError

import pytest

from tests.e2e.site import ROOT, Site
from tests.servers import free_port, wait_until

KEYS = {
    "base_url",
    "organiser_sign_in",
    "community",
    "meeting_held",
    "meeting_live",
    "meeting_next",
    "join_code",
    "join",
    "stage",
    "host",
    "personal_link",
    "room_link",
    "action_link",
    "mailbox",
}
END_SECONDS = 15


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """A server with the demo in English."""
    site = Site(tmp_path_factory.mktemp("english"), DEMO_LANG="en")
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def printed(english):
    return english.command("demo", "--json")


@pytest.fixture(scope="module")
def facts(printed):
    return json.loads(printed)


@pytest.fixture
def made_run(english):
    """`make run` on the same folder and a port of its own, leading its own process group."""
    port, folder = free_port(), english.environment["DATA"]
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}", f"DATA={folder}"], cwd=ROOT, start_new_session=True
    )
    yield process, port
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_facts_are_one_json_object_with_the_promised_keys(english, printed):
    facts, end = json.JSONDecoder().raw_decode(printed)

    assert printed[end:].strip() == ""
    assert set(facts) == KEYS
    addresses = {key: value for key, value in facts.items() if key != "join_code"}
    assert [key for key, value in addresses.items() if not value.startswith(english.address)] == []
    assert facts["join"].startswith(f"{english.address}/j/{facts['join_code']}")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("meeting_held", "Kick-off collaboration The Hague"),
        ("meeting_live", "We choose our three focus points anew"),
        ("meeting_next", "Learning session 1"),
        ("join", "What do you find most important?"),
        ("stage", "Network meeting focus points"),
        ("personal_link", "Good that you are coming"),
        ("room_link", "From the vote:"),
        ("action_link", "Yes, I take this up"),
    ],
)
def test_the_english_demo_speaks_english_to_who_asks_for_no_language(facts, key, words):
    with urllib.request.urlopen(facts[key], timeout=30) as answer:
        page = answer.read().decode()

    assert re.search(r'<html[^>]* lang="en"', page)
    assert re.findall(r'(?<!href)lang="nl"(?! hreflang)', page) == []
    assert words in page


def test_a_second_start_adds_nothing(english, facts):
    def counts():
        address = f"file:{english.environment['DATA']}/lcm.sqlite3?mode=ro"
        connection = sqlite3.connect(address, uri=True)
        tables = ("community", "meeting", "registration", "ballot", "item", "outbox_mail")
        found = [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in tables]  # noqa: S608
        connection.close()
        return found

    before = counts()

    english.stop()
    english.start()

    assert counts() == before
    assert english.facts() == facts


def test_make_run_ends_in_time_when_its_group_is_told_to(made_run):
    process, port = made_run
    wait_until(lambda: _is_ready(port), seconds=120)
    told_at = time.monotonic()

    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=60)

    assert time.monotonic() - told_at < END_SECONDS
    assert not _is_ready(port)


def _is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False
