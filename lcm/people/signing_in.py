"""Signing in by what arrives in a mailbox: a link, or its six digits in the browser that asked."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, or_, select

from lcm.clock import now
from lcm.db import db, transaction
from lcm.mail import outbox
from lcm.people.identity import email_key
from lcm.people.models import Login, Person, SignInRefused, SignInRequest, TooManyTries
from lcm.people.operations import person_for
from lcm.people.queries import persons_at
from lcm.web import attempts, tokens

PURPOSE: Final = "sign-in"
MAIL_KIND: Final = "people/sign_in"
GOOD_FOR: Final = timedelta(minutes=15)
FIRST_LINK_GOOD_FOR: Final = timedelta(hours=24)
ASKS_PER_HOUR: Final = 3
WRONG_CODES: Final = 5
KEPT: Final = timedelta(days=1)
# A day longer than the cookie of a sign-in lasts.
LOGIN_KEPT: Final = timedelta(days=15)


def ask(email: str, browser: str, *, next_url: str, locale: str) -> None:
    """Mail a link and a code to ``email`` if somebody is known there; good for 15 minutes, once.

    ``browser`` is the secret of the browser that asks: the code works there only. An unknown
    address leaves the same row, so that nobody learns from the outside who is known. A fourth
    ask for one address within an hour does nothing.
    """
    key = email_key(email)
    if _asks_of_this_hour(key) >= ASKS_PER_HOUR:
        return
    asked = SignInRequest(
        email_key=key,
        browser_key=_browser_key(browser),
        next_url=next_url if len(next_url) <= 300 else "",
        expires_at=now() + GOOD_FOR,
    )
    db.session.add(asked)
    db.session.flush()
    # For an unknown address the mail is written and taken back, so that both take the same time.
    with db.session.begin_nested() as written:
        if not _write_mail(asked, email, locale):
            written.rollback()


def first_link(email: str, name: str) -> str:
    """Return the token of a link for an organiser: 24 hours, once, in any browser.

    The person is made if nobody is known at ``email`` by ``name``; without a name the one known
    longest there is meant, or one called after the address. The address must be valid.
    """
    known = persons_at(email)
    called = name or email.partition("@")[0]
    person = known[0] if known and not name else person_for(called, email)
    asked = SignInRequest(
        person=person,
        email_key=person.email_key,
        browser_key="",
        expires_at=now() + FIRST_LINK_GOOD_FOR,
    )
    db.session.add(asked)
    db.session.flush()
    return tokens.token(PURPOSE, asked.public_id)


def forget_ended(at: datetime) -> None:
    """Delete requests and sign-ins that ended more than a day before ``at``; safe to run twice."""
    is_over = or_(Login.revoked_at < at - KEPT, Login.created_at < at - LOGIN_KEPT)
    with transaction():
        db.session.execute(delete(SignInRequest).where(SignInRequest.expires_at < at - KEPT))
        db.session.execute(delete(Login).where(is_over))


def request_of_link(token: str) -> SignInRequest:
    """Return what the link was mailed for; raises LinkUnusable when used, expired or not ours."""
    public_id, _version = tokens.opened(PURPOSE, token)
    asked = db.session.scalar(select(SignInRequest).where(SignInRequest.public_id == public_id))
    if asked is None or not is_open(asked):
        raise tokens.LinkUnusable
    return asked


def request_of_code(code: str, browser: str) -> SignInRequest:
    """Return what the code was mailed for, asked in this browser for the address asked last.

    Raises SignInRefused for a wrong code and counts it, and TooManyTries once five were wrong
    within a quarter of an hour, whatever is typed then.
    """
    waiting = _waiting_in(browser)
    if not waiting:
        raise SignInRefused
    key = f"sign-in|{waiting[0].email_key}|{browser}"
    if attempts.is_stopped(key, WRONG_CODES):
        raise TooManyTries
    typed = "".join(char for char in code if char.isascii() and char.isdigit())
    for asked in waiting:
        if hmac.compare_digest(code_of(asked), typed):
            return asked
    attempts.note_refusal(key)
    raise SignInRefused


def use(asked: SignInRequest, person_id: str) -> Person:
    """Use the request up and return whom it signs in: the one chosen by public id, or the only one.

    Raises LinkUnusable when it was used a moment ago, SignInRefused without a right choice.
    """
    db.session.refresh(asked, with_for_update=True)
    if not is_open(asked):
        raise tokens.LinkUnusable
    for person in candidates(asked):
        if person.public_id == person_id:
            asked.used_at = now()
            db.session.flush()
            return person
    raise SignInRefused


def candidates(asked: SignInRequest) -> Sequence[Person]:
    """Return whom the request may sign in: several persons may share one mailbox."""
    return [asked.person] if asked.person else persons_at(asked.email_key)


def is_open(asked: SignInRequest) -> bool:
    """Say whether the request was not used yet and still counts."""
    return asked.used_at is None and asked.expires_at > now()


def is_for_browser(asked: SignInRequest, browser: str) -> bool:
    """Say whether the link may be used in this browser: it asked, or the link is for any."""
    return asked.browser_key in ("", _browser_key(browser))


def code_of(asked: SignInRequest) -> str:
    """Return the six digits that go with the request's link."""
    return tokens.number_code(PURPOSE, asked.public_id)


def _write_mail(asked: SignInRequest, email: str, locale: str) -> bool:
    """Queue the mail with link and code, and say whether anybody is known at ``email``."""
    persons = persons_at(email)
    address = persons[0].email if persons else email
    name = persons[0].name if len(persons) == 1 else ""
    chosen = persons[0].locale if persons else ""
    outbox.enqueue(
        f"sign-in:{asked.public_id}",
        to=outbox.To(name, address, chosen or locale),
        kind=MAIL_KIND,
        about=outbox.About(object_id=asked.id),
    )
    return bool(persons)


def _waiting_in(browser: str) -> Sequence[SignInRequest]:
    """Return the open requests of this browser for the address it asked for last, newest first."""
    asked = db.session.scalars(
        select(SignInRequest)
        .where(SignInRequest.browser_key == _browser_key(browser))
        .where(SignInRequest.used_at.is_(None), SignInRequest.expires_at > now())
        .order_by(SignInRequest.id.desc())
    ).all()
    return [one for one in asked if one.email_key == asked[0].email_key]


def _asks_of_this_hour(key: str) -> int:
    return db.session.scalars(
        select(func.count(SignInRequest.id)).where(
            SignInRequest.email_key == key,
            SignInRequest.created_at > now() - timedelta(hours=1),
            SignInRequest.browser_key != "",
        )
    ).one()


def _browser_key(browser: str) -> str:
    return hashlib.sha256(f"browser|{browser}".encode()).hexdigest()
