"""Ballots of every kind, stored as the ballot box stores them."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.models import Ballot, PaperBallot, Poll, PollRound
from lcm.people.models import Domain

TEXTS = {
    "words": [
        ["warm", "dichtbij"],
        ["Warm!", "vertrouwen"],
        ["samen", "warm"],
        ["korte lijnen", "vertrouwen"],
        ["Samen", "één aanspreekpunt"],
        ["tijd"],
        ["vertrouwen", "samen", "luisteren"],
        ["wachtlijst"],
        ["moeders centraal", "samen"],
        ["Vertrouwen", "tijd"],
        ["huisbezoek"],
    ],
    "open": [
        ["Te weinig tijd voor overleg"],
        ["Er is te weinig tijd om te overleggen"],
        ["We kennen elkaar niet"],
        ["De wachtlijsten zijn lang", "We weten niet wie wat doet"],
        ["Lange wachtlijsten"],
        ["Onduidelijk wie wat doet"],
        ["Ouders durven niet om hulp te vragen"],
        ["Vaders worden vergeten"],
    ],
}


def choice_of(poll: Poll, number: int) -> Any:
    """Return a ballot of the kind of ``poll``; another number mostly gives another one."""
    ids = [option.public_id for option in poll.options]
    order = ids[number % 3 :] + ids[: number % 3]
    if poll.kind in TEXTS:
        return TEXTS[poll.kind][number % len(TEXTS[poll.kind])]
    return {
        "top": order[: poll.k],
        "order": order,
        "pick": [one for one in ids if one in order[: poll.k]],
        "points": dict(zip(order, (50, 30, 20), strict=False)),
        "impact": {one: [1 + (number + place) % 5, 5 - place % 5] for place, one in enumerate(ids)},
        "scale": 1 + (number * 7) % 5,
        "consent": _consent(number),
    }[poll.kind]


def cast(
    round_: PollRound, choices: Sequence[Any], domain: str | None = None, first: int = 0
) -> None:
    """Store one ballot per choice, of phones numbered from ``first`` that nobody has."""
    domain_id = db.session.scalar(select(Domain.id).where(Domain.slug == domain))
    for number, choice in enumerate(choices, start=first):
        key = blake2b(f"{domain}-{number}".encode(), digest_size=16).digest()
        ballot = Ballot(round_id=round_.id, device_key=key, seq=1, minute_at=now())
        ballot.domain_id, ballot.choice = domain_id, choice
        db.session.add(ballot)
    db.session.flush()


def cast_on_paper(round_: PollRound, choice: Any, domain: str | None = None) -> None:
    """Store a ballot as the host enters one."""
    domain_id = db.session.scalar(select(Domain.id).where(Domain.slug == domain))
    db.session.add(PaperBallot(round_id=round_.id, domain_id=domain_id, choice=choice))
    db.session.flush()


def cast_by_all(round_: PollRound, counts: dict[str, int], *, shift: int = 0) -> None:
    """Let as many of each domain vote as ``counts`` says, in the manner of the poll's kind."""
    for place, (domain, count) in enumerate(counts.items()):
        numbers = range(place * 2 + shift, place * 2 + shift + count)
        cast(round_, [choice_of(round_.poll, number // (place + 1)) for number in numbers], domain)


def reveal(poll: Poll) -> PollRound:
    """Close the open round of ``poll`` and show its result."""
    round_ = queries.latest_round(poll)
    operations.close_round(round_)
    operations.reveal_round(round_)
    return round_


def _consent(number: int) -> dict[str, str]:
    word = ("fine", "can-live", "fine", "fine", "objection")[number % 5]
    return {"word": word, "text": "Dit kost te veel tijd" if word == "objection" else ""}
