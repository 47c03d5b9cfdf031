"""Refusals are counted up to a stop, and forgotten afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from lcm import clock
from lcm.db import db
from lcm.web import attempts
from lcm.web.models import Attempts
from tests.crowds import slow_down


def test_the_last_allowed_refusal_stops_the_key_and_no_other(app):
    for _try in range(3):
        attempts.note_refusal("code:192.0.2.7")

    assert attempts.is_stopped("code:192.0.2.7", 3)
    assert not attempts.is_stopped("code:192.0.2.7", 4)
    assert not attempts.is_stopped("code:192.0.2.8", 3)


def test_guesses_in_the_same_moment_all_count(both_engines, app):
    barrier = Barrier(6)
    slow_down("INSERT INTO attempts ")

    def guess():
        with app.app_context():
            barrier.wait(20)
            attempts.note_refusal("code:192.0.2.7")

    with ThreadPoolExecutor(6) as pool:
        for one in [pool.submit(guess) for _ in range(6)]:
            one.result()

    assert db.session.query(Attempts).one().refused_count == 6


def test_the_table_holds_no_address(app):
    attempts.note_refusal("code:192.0.2.7")

    assert "192.0.2.7" not in db.session.query(Attempts).one().key


def test_a_new_window_starts_from_nothing(app):
    attempts.note_refusal("code:192.0.2.7")

    with clock.set_to(clock.now() + attempts.WINDOW + timedelta(seconds=1)):
        assert not attempts.is_stopped("code:192.0.2.7", 1)
        attempts.forget_ended(clock.now())

    assert db.session.query(Attempts).count() == 0
