"""Mails in the outbox, sent through a server of the test's own."""

import pytest

from lcm.db import db
from lcm.mail import outbox
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import About, To
from lcm.mail.queries import mail_by_key


@pytest.fixture
def queue(app):
    def put(key, address="fatima@example.org", **about):
        to = To("Fatima el Idrissi", address, "nl")
        is_queued = outbox.enqueue(key, to=to, kind="mail/test", about=About(**about))
        db.session.commit()
        return mail_by_key(key) if is_queued else None

    return put


def through(app, server):
    app.config["LCM"] = app.config["LCM"].model_copy(
        update={
            "mail_backend": "smtp",
            "smtp_port": server.port,
            "mail_per_minute": 6000,
        }
    )


def state_of(key):
    db.session.expire_all()
    return db.session.query(OutboxMail).filter_by(key=key).one()
