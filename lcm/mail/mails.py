"""What lcm mails about mail itself."""

from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents


def test_mail(_mail: OutboxMail) -> Contents:
    """Return the contents of the mail that `lcm mail test` sends."""
    return Contents(values={})
