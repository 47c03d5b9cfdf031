"""The demo is built by one process, and one that was cut off is built anew."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from lcm.demo.site import building_site

DEMO = (sys.executable, "-m", "flask", "--app", "wsgi", "lcm", "demo", "--json")
PATIENCE_SECONDS = 240


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


def start(folder):
    surroundings = os.environ | {"DATA": str(folder), "PORT": "8999"}
    return subprocess.Popen(DEMO, env=surroundings, stdout=subprocess.PIPE, text=True)


def has_begun(folder):
    try:
        with sqlite3.connect(f"file:{folder / 'lcm.sqlite3'}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM registration").fetchone()[0] > 0
    except sqlite3.OperationalError:
        return False


def test_a_demo_that_was_cut_off_is_built_anew(folder):
    first = start(folder)
    until = time.monotonic() + PATIENCE_SECONDS
    while not has_begun(folder) and first.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert first.poll() is None, "the demo was built before it could be cut off"
    first.send_signal(signal.SIGKILL)
    first.communicate()

    whole = json.loads(start(folder).communicate(timeout=PATIENCE_SECONDS)[0])
    again = json.loads(start(folder).communicate(timeout=PATIENCE_SECONDS)[0])

    assert whole["action_link"].startswith("http://127.0.0.1:8999/a/")
    assert again["join_code"] == whole["join_code"]


def test_who_comes_second_waits_and_finds_it_finished(folder):
    with building_site(folder) as site:
        assert not site.was_left
        site.begin()
        site.finish()

    with building_site(folder) as site:
        assert not site.was_left


def test_what_was_left_unfinished_is_seen(folder):
    with building_site(folder) as site:
        site.begin()

    with building_site(folder) as site:
        assert site.was_left
