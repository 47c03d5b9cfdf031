"""The one table: event -> handlers, mail kind -> loader, sweep -> clock."""

from lcm import events, scheduler
from lcm.mail import delivery, outbox
from lcm.mail import mails as mail_mails
from lcm.people import mails as people_mails

WITHIN: dict[type, tuple[events.Handler, ...]] = {}
AFTER_COMMIT: dict[type, tuple[events.Handler, ...]] = {}
MAIL_LOADERS: dict[str, outbox.Loader] = {
    "mail/test": mail_mails.test_mail,
    "people/sign_in": people_mails.sign_in,
}
SWEEPS: tuple[scheduler.Sweep, ...] = (delivery.deliver_due,)


def connect() -> None:
    """Wire the packages together; safe to repeat."""
    events.subscribe(WITHIN, AFTER_COMMIT)
    delivery.load_with(MAIL_LOADERS)
    scheduler.SWEEPS[:] = SWEEPS
