"""The ballots of a round as they are counted: those of phones and those on paper, alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lcm.db import db
from lcm.live.choices import BLANK
from lcm.live.grouping import Domain
from lcm.live.models import Ballot, PaperBallot, PollRound, Ruling
from lcm.live.results.counted import Domains, Turnout
from lcm.live.scoring.rounds import Changes
from lcm.people.models import Domain as DomainRow


@dataclass(frozen=True, slots=True)
class CastBallot:
    """One ballot: its domain's slug (None: not stated), its choice, and what it is filed under."""

    domain: Domain
    choice: Any
    key: bytes
    is_paper: bool = False
    is_beforehand: bool = False

    @property
    def is_blank(self) -> bool:
        return bool(self.choice == BLANK)


@dataclass(frozen=True, slots=True)
class Held:
    """A round with its ballots; ``groups`` are those of an earlier round, None for the first."""

    round: PollRound
    ballots: Sequence[CastBallot]
    domain_order: Sequence[str]
    groups: Sequence[Domains] | None = None

    @property
    def joined(self) -> Mapping[str, str]:
        """Who counts with whom by the host's choice."""
        return self.round.poll.joined


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the host decided about the texts of a round; keys as in `lcm.live.talk.text_keys`."""

    hidden: frozenset[str]
    joins: Mapping[str, str]


def domain_order() -> list[str]:
    """Return the slugs of all domains in their order."""
    return list(db.session.scalars(select(DomainRow.slug).order_by(DomainRow.position)))


def cast_ballots(round_: PollRound) -> list[CastBallot]:
    """Return every ballot of ``round_``, in no telling order: by what it is filed under."""
    rows = db.session.execute(select(DomainRow.id, DomainRow.slug))
    slugs: dict[int | None, str] = {row.id: row.slug for row in rows}
    starts_at = round_.poll.meeting.starts_at
    phones = db.session.execute(
        select(Ballot.domain_id, Ballot.choice, Ballot.device_key, Ballot.minute_at)
        .where(Ballot.round_id == round_.id)
        .order_by(Ballot.device_key)
    )
    papers = db.session.execute(
        select(PaperBallot.domain_id, PaperBallot.choice, PaperBallot.public_id)
        .where(PaperBallot.round_id == round_.id)
        .order_by(PaperBallot.public_id)
    )
    return [
        CastBallot(slugs.get(domain_id), choice, key, is_beforehand=minute_at < starts_at)
        for domain_id, choice, key, minute_at in phones
    ] + [
        CastBallot(slugs.get(domain_id), choice, public_id.encode(), is_paper=True)
        for domain_id, choice, public_id in papers
    ]


def turnout(ballots: Sequence[CastBallot]) -> Turnout:
    """Return how many ballots came, and in which way."""
    return Turnout(
        ballot_count=len(ballots),
        blank_count=sum(ballot.is_blank for ballot in ballots),
        beforehand_count=sum(ballot.is_beforehand for ballot in ballots),
        paper_count=sum(ballot.is_paper for ballot in ballots),
    )


def per_domain(ballots: Iterable[CastBallot]) -> Counter[Domain]:
    """Return how many ballots each domain cast, blank ones left out."""
    return Counter(ballot.domain for ballot in ballots if not ballot.is_blank)


def changes(before: Sequence[CastBallot], after: Sequence[CastBallot]) -> Changes:
    """Return how many phones of both rounds of a poll chose otherwise the second time.

    Both rounds file a phone under one key; a ballot on paper cannot be followed.
    """
    first = {ballot.key: ballot.choice for ballot in before if not ballot.is_paper}
    second = {ballot.key: ballot.choice for ballot in after if not ballot.is_paper}
    both = first.keys() & second.keys()
    return Changes(sum(first[key] != second[key] for key in both), len(both))


def rulings(round_: PollRound) -> Rulings:
    """Return what the host decided about the texts of ``round_`` until now."""
    columns = select(Ruling.key, Ruling.is_hidden, Ruling.joins)
    found = db.session.execute(columns.where(Ruling.round_id == round_.id)).all()
    return Rulings(
        hidden=frozenset(ruling.key for ruling in found if ruling.is_hidden),
        joins={ruling.key: ruling.joins for ruling in found if ruling.joins},
    )
