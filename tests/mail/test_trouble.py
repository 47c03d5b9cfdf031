"""Slow servers, unwilling ones and lost causes: nothing leaves twice, and nobody else suffers."""

from datetime import timedelta

from lcm import clock, wiring
from lcm.db import db
from lcm.errors import NotFound
from lcm.mail import delivery
from lcm.mail.models import MailState, SuppressedAddress
from tests.mail.conftest import state_of, through
from tests.mail.faulty_server import FaultyServer


def test_a_mail_that_another_sender_took_over_is_not_sent_by_the_first(app, queue):
    queue("slow", address="slow@example.org")
    queue("next", address="next@example.org")
    later = clock.now() + timedelta(minutes=16)

    def take_over():
        with app.app_context(), clock.set_to(later):
            delivery.deliver_due(later)

    def script(address, _attempt):
        if address == "slow@example.org":
            through(app, other)
            take_over()
        return "250 OK"

    with FaultyServer() as other, FaultyServer(script) as server:
        through(app, server)
        delivery.deliver_due(clock.now())

    assert other.attempts["next@example.org"] == 1
    assert server.attempts["next@example.org"] == 0


class UnwillingServer(FaultyServer):
    """Takes nothing from us, whoever it is for."""

    async def handle_MAIL(self, *_conversation):  # noqa: N802
        return "550 5.7.1 you may not send here"


def test_a_server_that_refuses_us_says_nothing_about_whom_the_mail_is_for(app, queue):
    queue("one")
    with UnwillingServer() as server:
        through(app, server)
        delivery.deliver_due(clock.now())

    assert state_of("one").state == MailState.DEFERRED
    assert db.session.query(SuppressedAddress).count() == 0


def test_no_more_leaves_in_a_minute_than_the_server_takes(app, queue):
    for number in range(8):
        queue(f"mail-{number}", address=f"p{number}@example.org")

    with FaultyServer() as server:
        through(app, server)
        slow = {"mail_per_minute": 30, "sweep_seconds": 10}
        app.config["LCM"] = app.config["LCM"].model_copy(update=slow)
        delivery.deliver_due(clock.now())

    assert len(server.letters) == 5


def test_a_mail_whose_cause_is_gone_fails_alone(app, queue):
    queue("gone", address="a@example.org")
    queue("good", address="b@example.org")
    trial = wiring.MAIL_LOADERS["mail/test"]

    def loader(mail):
        if mail.key == "gone":
            raise NotFound
        return trial(mail)

    delivery.load_with({"mail/test": loader})
    try:
        delivery.deliver_due(clock.now())
    finally:
        wiring.connect()

    assert state_of("gone").state == MailState.FAILED
    assert state_of("good").state == MailState.ACCEPTED
