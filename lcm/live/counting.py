"""Recounts the ballots of a round from their rows."""

from sqlalchemy import select

from lcm.db import db
from lcm.live.models import Ballot, PollRound
from lcm.live.results import CountedRound
from lcm.live.scoring import standings
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
        standings.Vote(slugs[ballot.domain_id] if ballot.domain_id else None, tuple(ballot.choice))
        for ballot in ballots
    ]
    options = [option.public_id for option in round_.poll.options]
    result = standings.tally(votes, options, round_.poll.k, domain_order=list(slugs.values()))
    return CountedRound(result, round_.poll.is_balanced)
