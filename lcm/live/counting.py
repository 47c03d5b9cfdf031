"""Recounts the ballots of a round from their rows."""

from typing import Any, cast

from sqlalchemy import select

from lcm.db import db
from lcm.live.models import Ballot, PollRound
from lcm.live.results import CountedRound
from lcm.live.scoring.points import Choice, Kind
from lcm.live.scoring.standings import Rules, Vote, tally
from lcm.people.models import Domain


def counted(round_: PollRound) -> CountedRound:
    """Return what the stored ballots of ``round_`` come to; repeating it gives the same."""
    slugs = {
        domain.id: domain.slug
        for domain in db.session.scalars(select(Domain).order_by(Domain.position))
    }
    ballots = db.session.execute(
        select(Ballot.domain_id, Ballot.choice).where(Ballot.round_id == round_.id)
    )
    votes = [
        Vote(slugs[ballot.domain_id] if ballot.domain_id else None, _fixed(ballot.choice))
        for ballot in ballots
    ]
    options = [option.public_id for option in round_.poll.options]
    rules = Rules(cast(Kind, round_.poll.kind), round_.poll.k, list(slugs.values()))
    return CountedRound(tally(votes, options, rules), round_.poll.is_balanced)


def _fixed(choice: Any) -> Choice:
    return choice if isinstance(choice, dict) else tuple(choice)
