"""What lcm mails about mail itself."""

from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents


def trial(_mail: OutboxMail) -> Contents:
    """Return the contents of the mail that `lcm mail test` sends."""
    return Contents(values={})
