"""What the mails say about a change that an organiser made for somebody."""

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.registration import mails
from lcm.registration.models import Registration


def moved(mail: OutboxMail) -> Contents | None:
    """Say from which side somebody takes part now; nothing if it was cancelled since."""
    contents = mails.already(mail)
    if contents is None:
        return None
    registration = db.session.get_one(Registration, mail.object_id)
    return Contents({**contents.values, "domain": registration.domain})
