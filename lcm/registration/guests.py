"""The guests of a meeting as its organiser sees them: invited, registered, waiting, declined."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcm.mail.render import link
from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration import queries
from lcm.registration.models import (
    Invitation,
    InvitationState,
    Registration,
    RegistrationState,
)
from lcm.registration.seats import Ledger, kept_for, overbooked_by
from lcm.registration.tokens import invitation_token


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of the list; ``state`` is confirmed, offered, waiting, invited or declined.

    ``position`` is the turn of who waits, 0 for others; ``answer_page`` the absolute address of
    their own invitation, "" without one.
    """

    name: str
    organisation: str
    domain: Domain | None
    state: str
    position: int = 0
    answer_page: str = ""


@dataclass(frozen=True, slots=True)
class DomainCount:
    """How many of one domain have a seat (offered ones too), wait, and how many it may have.

    ``kept`` is what is still kept for it, ``maximum`` the most it gets; None: no limit.
    """

    domain: Domain
    seated: int
    waiting: int
    kept: int
    maximum: int | None


@dataclass(frozen=True, slots=True)
class GuestList:
    """Everybody asked or registered, with the counts beside it; all derived from the rows."""

    guests: tuple[Guest, ...]
    counts: tuple[DomainCount, ...]
    ledger: Ledger
    waiting_count: int
    unanswered_count: int

    @property
    def over_by(self) -> int:
        """By how many the seats taken exceed the seats there are."""
        return overbooked_by(self.ledger)


def guest_list(meeting: Meeting) -> GuestList:
    """Return the guests of ``meeting``: with a seat, offered one, waiting, silent, declined."""
    registrations = queries.registrations_of(meeting)
    invitations = queries.invitations_of(meeting)
    ledger = queries.ledger(meeting)
    registered = _registered(invitations, registrations)
    invited = [one for one in invitations if one.state == InvitationState.INVITED]
    return GuestList(
        guests=(*registered, *_unregistered(invitations)),
        counts=tuple(_counts(registrations, ledger)),
        ledger=ledger,
        waiting_count=sum(one.state == RegistrationState.WAITING for one in registrations),
        unanswered_count=len(invited),
    )


def _registered(
    invitations: Sequence[Invitation], registrations: Sequence[Registration]
) -> Iterator[Guest]:
    links = {one.email_key: _answer_page(one) for one in invitations}
    turn = 0
    for registration in registrations:
        is_waiting = registration.state == RegistrationState.WAITING
        turn += is_waiting
        yield Guest(
            name=registration.person.name,
            organisation=registration.organisation_text,
            domain=registration.domain,
            state=registration.state,
            position=turn if is_waiting else 0,
            answer_page=links.get(registration.person.email_key, ""),
        )


def _unregistered(invitations: Sequence[Invitation]) -> Iterator[Guest]:
    for state in (InvitationState.INVITED, InvitationState.DECLINED):
        for one in invitations:
            if one.state == state:
                yield Guest(one.name, one.email, None, state, answer_page=_answer_page(one))


def _answer_page(invitation: Invitation) -> str:
    return link("registration.answer_invitation", token=invitation_token(invitation))


def _counts(registrations: Sequence[Registration], ledger: Ledger) -> Iterator[DomainCount]:
    waits = RegistrationState.WAITING
    queued = Counter(one.domain_id for one in registrations if one.state == waits)
    for domain in domains():
        kept, most = kept_for(domain.id, ledger), ledger.share(domain.id).maximum
        yield DomainCount(domain, ledger.of(domain.id), queued[domain.id], kept, most)
