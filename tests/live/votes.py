"""Votes of every kind, opened in a meeting: where tests of ballots start."""

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.choices import OPTION_KINDS
from lcm.live.models import Option, Poll, PollRound, RoundState
from lcm.meetings.models import Meeting

OPTIONS = [
    ("Korte lijntjes", "Sneller doorverwijzen en samenwerken"),
    (
        "Zwangeren beter bereiken",
        "Zo veel mogelijk vrouwen zijn in beeld",
    ),
    ("Vaste plek voor ervaringsdeskundigen", "In dit hele proces"),
    ("Hulp op maat", "Sociale en medische hulp sluit goed op elkaar aan"),
    ("Weten wie betrokken is", ""),
]
QUESTIONS = {
    "scale": "Ik weet wie ik moet bellen als een gezin hulp nodig heeft.",
    "consent": "Wij kiezen één vast telefoonnummer voor alle partners.",
    "words": "Waar denk je aan bij samenwerken?",
    "open": "Wat heb jij nodig om mee te doen?",
}


def open_vote(meeting: Meeting, kind: str, *, k: int = 3) -> PollRound:
    """Open a vote of this kind in ``meeting``, with five options where it has options.

    A vote that is open is closed first.
    """
    with transaction():
        current = queries.current_round(meeting.id)
        if current is not None and current.state == RoundState.OPEN:
            operations.close_round(current)
        question = QUESTIONS.get(kind, "Wat vind jij het belangrijkst?")
        poll = Poll(meeting_id=meeting.id, kind=kind, question=question, k=k)
        for place, (label, text) in enumerate(OPTIONS if kind in OPTION_KINDS else []):
            letter = "ABCDE"[place]
            poll.options.append(Option(position=place, letter=letter, label=label, text=text))
        poll.rounds.append(PollRound(number=1, state=RoundState.DRAFT))
        db.session.add(poll)
        db.session.flush()
        operations.open_round(poll.rounds[0])
    return poll.rounds[0]
