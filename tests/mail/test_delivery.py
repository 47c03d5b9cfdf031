"""Mails leave once, in order, and a bad one never stops the rest."""

from datetime import timedelta
from email import message_from_bytes, policy

from lcm import clock
from lcm.db import db
from lcm.mail import delivery
from lcm.mail.models import MailState, OutboxMail, SuppressedAddress
from tests.mail.conftest import state_of, through
from tests.mail.faulty_server import FaultyServer


def test_a_queued_mail_reaches_the_mail_server_with_text_and_html(app, queue):
    queue("one")

    with FaultyServer() as server:
        through(app, server)
        delivery.deliver_due(clock.now())

    letter = message_from_bytes(server.letters[0].content, policy=policy.default)
    assert letter["To"] == "Fatima el Idrissi <fatima@example.org>"
    assert letter.get_body(("plain",)).get_content().strip()
    assert "<html" in letter.get_body(("html",)).get_content()
    assert state_of("one").state == MailState.ACCEPTED


def test_the_same_cause_queues_one_mail(app, queue):
    queue("one")
    assert queue("one") is None

    assert db.session.query(OutboxMail).count() == 1


def test_a_second_run_sends_nothing_again(app, queue):
    queue("one")

    with FaultyServer() as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        delivery.deliver_due(clock.now())

    assert len(server.letters) == 1


def test_a_busy_server_is_tried_again_later_with_the_same_message_id(app, queue):
    queue("one")
    script = lambda _address, attempt: "450 later" if attempt == 1 else "250 OK"  # noqa: E731

    with FaultyServer(script) as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        deferred = state_of("one")
        assert deferred.state == MailState.DEFERRED
        message_id, text = deferred.message_id, deferred.text
        with clock.set_to(clock.now() + timedelta(minutes=2)):
            delivery.deliver_due(clock.now())

    assert message_id.encode() in server.letters[0].content
    assert state_of("one").state == MailState.ACCEPTED
    assert state_of("one").text == text


def test_a_refusal_for_good_fails_and_nothing_more_goes_to_that_address(app, queue):
    queue("one", address="gone@example.org")
    queue("two", address="gone@example.org")

    with FaultyServer(lambda _address, _attempt: "550 no such person") as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        delivery.deliver_due(clock.now())

    assert state_of("one").state == MailState.FAILED
    assert state_of("two").state == MailState.SUPPRESSED
    assert db.session.get(SuppressedAddress, "gone@example.org") is not None
    assert server.attempts["gone@example.org"] == 1


def test_one_bad_recipient_never_blocks_another(app, queue):
    for number in range(6):
        queue(f"mail-{number}", address=f"p{number}@example.org")
    script = lambda address, _attempt: "550 no" if address.startswith("p2") else "250 OK"  # noqa: E731

    with FaultyServer(script) as server:
        through(app, server)
        delivery.deliver_due(clock.now())

    assert len(server.letters) == 5


def test_a_name_that_breaks_a_header_fails_alone(app, queue):
    poison = queue("poison", address="a@example.org")
    poison.to_name = "Eve\r\nBcc: all@example.org"
    db.session.commit()
    queue("good", address="b@example.org")

    with FaultyServer() as server:
        through(app, server)
        delivery.deliver_due(clock.now())

    assert state_of("poison").state == MailState.FAILED
    assert state_of("good").state == MailState.ACCEPTED
    assert len(server.letters) == 1


def test_a_line_cut_without_answer_is_tried_again(app, queue):
    queue("one")
    script = lambda _address, attempt: "cut" if attempt == 1 else "250 OK"  # noqa: E731

    with FaultyServer(script) as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        with clock.set_to(clock.now() + timedelta(minutes=2)):
            delivery.deliver_due(clock.now())

    assert len(server.letters) == 1
    assert state_of("one").state == MailState.ACCEPTED


def test_mails_to_one_person_keep_their_order(app, queue):
    queue("invite")
    queue("cancel")
    script = lambda _address, attempt: "450 later" if attempt == 1 else "250 OK"  # noqa: E731

    with FaultyServer(script) as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        assert state_of("cancel").state == MailState.QUEUED
        with clock.set_to(clock.now() + timedelta(minutes=2)):
            delivery.deliver_due(clock.now())

    ids = [state_of("invite").message_id, state_of("cancel").message_id]
    assert len(server.letters) == 2
    for message_id, letter in zip(ids, server.letters, strict=True):
        assert message_id.encode() in letter.content


def test_without_a_mail_server_the_mail_waits(app, queue):
    queue("one")
    with FaultyServer() as server:
        through(app, server)

    delivery.deliver_due(clock.now())

    assert state_of("one").state == MailState.DEFERRED
    assert state_of("one").attempt_count == 1


def test_a_mail_whose_sender_died_is_due_again_after_its_lease(app, queue):
    mail = queue("one")
    mail.state, mail.leased_until = MailState.SENDING, clock.now() + timedelta(minutes=15)
    db.session.commit()

    with FaultyServer() as server:
        through(app, server)
        delivery.deliver_due(clock.now())
        assert server.letters == []
        with clock.set_to(clock.now() + timedelta(minutes=16)):
            delivery.deliver_due(clock.now())

    assert len(server.letters) == 1
