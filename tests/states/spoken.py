"""Questions to the speaker, and words and answers that a host tidies up."""

from lcm.clock import now
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.live.entry.devices import new_device
from lcm.live.models import Ballot, Poll, PollRound
from lcm.live.operations import close_round, open_round
from lcm.live.queries import join_link, polls_of, stage_link
from lcm.live.talk import questions, rulings
from lcm.live.talk.said import said_in
from lcm.meetings.models import Meeting
from tests.states.meetings import open_meeting

ASKED = (
    "Wie betaalt het extra overleg tussen wijkteam en verloskundige?",
    "Hoe zorgen we dat ouders zelf mee kunnen beslissen?",
    "Komt er één telefoonnummer voor alle partners?",
    "Wat gebeurt er met de wachtlijst bij schuldhulpverlening?",
)
WORDS = (["vertrouwen", "tijd"], ["Vertrouwen"], ["korte lijntjes", "tijd"], ["tijden"], ["onzin"])
ANSWERS = (
    ["Te weinig tijd voor overleg"],
    ["Er is te weinig tijd om te overleggen"],
    ["Ik weet niet wie ik moet bellen"],
    ["Reclame voor mijn bedrijf"],
)


def spoken(community: Community) -> dict[str, str]:
    """A meeting whose speaker is asked things, and one with a cloud and an open question."""
    asked = open_meeting(community, "Vragen aan de spreker")
    first = open_meeting(community, "Vragen die eerst langs de gespreksleider gaan")
    with transaction():
        _ask(asked, ASKED)
        waiting = _round(first, "questions", "Vragen aan de wethouder", is_approved_first=True)
        questions.ask(waiting, new_device(), ASKED[0])
    written = open_meeting(community, "Woorden en antwoorden")
    with transaction():
        words = _written(written, "words", "Waar denk je aan bij samenwerken?", WORDS)
        rulings.join(words, "tijden", "tijd")
        rulings.hide(words, "onzin")
        answers = _written(written, "open", "Wat houdt je tegen?", ANSWERS)
        rulings.hide(answers, said_in(answers).heaps[-1].key)
        return {
            "join with questions": join_link(asked),
            "stage with questions": stage_link(asked),
            "questions": f"/m/{asked.slug}",
            "said questions": _said(asked, "questions"),
            "said waiting": _said(first, "questions"),
            "said words": _said(written, "words"),
            "said open": _said(written, "open"),
            "join by questions": f"{join_link(asked)}/questions",
            "join by questions first": f"{join_link(first)}/questions",
        }


def _ask(meeting: Meeting, texts: tuple[str, ...]) -> None:
    round_ = _round(meeting, "questions", "Vragen aan de wethouder")
    found = [questions.ask(round_, new_device(), text) for text in texts]
    for number, question in enumerate(found):
        for _ in range(5 - number):
            questions.support(round_, new_device(), question.public_id)
    questions.mark_answered(found[3], round_)


def _round(meeting: Meeting, kind: str, question: str, **more: bool) -> PollRound:
    poll = Poll(meeting=meeting, kind=kind, question=question, k=3, **more)
    round_ = PollRound(poll=poll, number=1)
    db.session.add_all([poll, round_])
    db.session.flush()
    open_round(round_)
    return round_


def _written(
    meeting: Meeting, kind: str, question: str, choices: tuple[list[str], ...]
) -> PollRound:
    """Open a vote of texts and close it again, with these ballots in it."""
    round_ = _round(meeting, kind, question)
    for number, choice in enumerate(choices):
        key = number.to_bytes(16, "big")
        db.session.add(
            Ballot(round_id=round_.id, device_key=key, choice=choice, seq=1, minute_at=now())
        )
    db.session.flush()
    close_round(round_)
    return round_


def _said(meeting: Meeting, kind: str) -> str:
    poll = next(one for one in polls_of(meeting) if one.kind == kind)
    return f"/m/{meeting.slug}/vote/{poll.public_id}/said"


def hostile_spoken(meeting: Meeting, question: str, word: str) -> dict[str, str]:
    """Ask ``question`` and write ``word`` in ``meeting``; return where a host reads them."""
    questions.ask(_round(meeting, "questions", question[:200]), new_device(), question)
    _written(meeting, "words", question[:200], ([word],))
    return {f"said {kind}": _said(meeting, kind) for kind in ("questions", "words")}
