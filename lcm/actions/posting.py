"""Queues the mails that tell owners of their actions."""

from typing import Final

from sqlalchemy import select

from lcm.actions.models import Action, MailedOften, Summary
from lcm.db import db
from lcm.mail import outbox
from lcm.mail.outbox import About, To
from lcm.people.models import Person
from lcm.registration.models import Registration
from lcm.registration.posting import contact_of

MAILS_PER_HOUR: Final = 3
_PUBLIC_KINDS: Final = ("actions/handed_over", "actions/new_link")


def tell_assigned(action: Action) -> None:
    """Queue the mail that asks its new owner to accept; once per owner."""
    _queue(action, "assigned", {})


def tell_handed_over(action: Action, giver: str) -> None:
    """Queue the mail that says ``giver`` hands it over to its new owner; once per owner."""
    _queue(action, "handed_over", {"giver": giver})


def require_mailable(person: Person) -> None:
    """Raise MailedOften when ``person`` got as many mails this hour as public pages may send."""
    if _has_mail_enough(person.email_key):
        raise MailedOften


def tell_new_links(email_key: str, asked: str, locale: str) -> None:
    """Queue the mail with the links of all open actions of an address, known or not.

    The loader drops it where there are none, so that nobody learns here who is known. A fourth
    mail to one address within an hour is not queued.
    """
    if not _has_mail_enough(email_key):
        outbox.enqueue(
            f"action-new-link:{email_key[:120]}:{asked}",
            to=To("", email_key, locale),
            kind="actions/new_link",
            about=About(),
        )


def is_summary_sent(meeting_id: int) -> bool:
    """Say whether people got a summary of the meeting; until then it tells them of actions."""
    sent = select(Summary.id).where(Summary.meeting_id == meeting_id, Summary.sent_at.is_not(None))
    return db.session.scalar(sent.limit(1)) is not None


def locale_for(person: Person, meeting_id: int, default: str) -> str:
    """Return the language to write to ``person`` in: own, of registering, else ``default``."""
    registered = select(Registration.locale).where(
        Registration.meeting_id == meeting_id, Registration.person_id == person.id
    )
    return person.locale or db.session.scalar(registered) or default


def _queue(action: Action, word: str, facts: dict[str, str]) -> None:
    meeting, owner = action.item.meeting, action.owner
    if owner is None:
        return
    contact = contact_of(meeting.community)
    outbox.enqueue(
        f"action-{word.replace('_', '-')}:{action.item.public_id}:{action.version}",
        to=To(owner.name, owner.email_key, locale_for(owner, meeting.id, meeting.locale)),
        kind=f"actions/{word}",
        about=About(
            object_id=action.item_id,
            meeting_id=meeting.id,
            facts={**facts, "version": action.version},
            reply_to=contact.email if contact else "",
        ),
    )


def _has_mail_enough(email_key: str) -> bool:
    return outbox.recent_count(email_key, _PUBLIC_KINDS) >= MAILS_PER_HOUR
