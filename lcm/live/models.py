"""Polls of a meeting, each time they are held, and the ballots of phones."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import now
from lcm.db import Model, PublicId, word_column
from lcm.meetings.models import Meeting


class RoundState(enum.StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class LiveMeeting(Model):
    """What a meeting shows live: its join code and the version every phone has seen or not.

    ``stage_view`` and ``stage_rule`` are what the host lets the big screen show: the view, and
    which reading of a result ("" is the one that decides). ``pass_count``: how many one-time codes
    were made for votes with one ballot per person; the codes follow from the installation's
    secret and are not stored.
    """

    __tablename__ = "live_meeting"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(6), unique=True)
    opens_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    link_version: Mapped[int] = mapped_column(default=1)
    stage_view: Mapped[str] = mapped_column(String(20), default="auto")
    stage_rule: Mapped[str] = mapped_column(String(20), default="", server_default="")
    pass_count: Mapped[int] = mapped_column(default=0, server_default="0")
    meeting: Mapped[Meeting] = relationship()

    @property
    def is_in_term(self) -> bool:
        """Whether the code works now, and phones and screens can follow."""
        return self.opens_at <= now() < self.expires_at


class Poll(Model, PublicId):
    """A question of a meeting. ``secret`` keys its ballots and is destroyed when it is finished.

    ``kind`` is one of choices.KINDS, ``k`` the most options, words or answers of a ballot; in
    "order", "points" and "impact", where a ballot holds all options, how many of them win.
    ``joined``: slug of a domain -> slug of the one it counts with, as the host chose before
    opening. ``is_pass``: one ballot per person. ``is_approved_first``: questions to the speaker
    wait for the host. ``run_off_of_id``: the poll whose tie this one settles.
    """

    __tablename__ = "poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL")
    )
    kind: Mapped[str] = mapped_column(String(20), default="top")
    question: Mapped[str] = mapped_column(String(200))
    k: Mapped[int] = mapped_column(default=3)
    is_balanced: Mapped[bool] = mapped_column(default=True)
    joined: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    is_pass: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    is_approved_first: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    run_off_of_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id", ondelete="SET NULL"))
    secret: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    options: Mapped[list["Option"]] = relationship(order_by="Option.position")
    rounds: Mapped[list["PollRound"]] = relationship(
        order_by="PollRound.number", back_populates="poll"
    )


class Option(Model, PublicId):
    """What can be chosen; (origin_kind, origin_id) tells the aim or item it came from."""

    __tablename__ = "poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"))
    position: Mapped[int]
    letter: Mapped[str] = mapped_column(String(2))
    label: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(400), default="")
    origin_kind: Mapped[str] = mapped_column(String(20), default="")
    origin_id: Mapped[int | None]


class PollRound(Model, PublicId):
    """One time a poll is held: draft, open, closed, revealed; never back.

    ``is_beforehand``: open until a moment, by personal link from a mail. ``is_rehearsal``: made-up
    phones only; it is wiped, and never counts as a result of the meeting.
    """

    __tablename__ = "poll_round"
    __table_args__ = (UniqueConstraint("poll_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(word_column(RoundState), default=RoundState.DRAFT)
    is_beforehand: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    is_rehearsal: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    reset_reason: Mapped[str] = mapped_column(String(200), default="")
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]
    poll: Mapped[Poll] = relationship(back_populates="rounds")

    @property
    def seconds_left(self) -> int:
        """Whole seconds until it closes by itself; 0 once that has passed or when never."""
        left = (self.closes_at - now()).total_seconds() if self.closes_at else 0
        return max(0, round(left))


class Ballot(Model):
    """One device's last choice in a round. It holds no person, address, browser or exact time."""

    __tablename__ = "ballot"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), primary_key=True
    )
    device_key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    choice: Mapped[Any] = mapped_column(sa.JSON)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    minute_at: Mapped[datetime]


class PaperBallot(Model, PublicId):
    """A ballot on paper that the host typed in; it counts as one of its domain."""

    __tablename__ = "paper_ballot"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), index=True
    )
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    choice: Mapped[Any] = mapped_column(sa.JSON)
    entered_at: Mapped[datetime] = mapped_column(default=now)


class Ruling(Model):
    """What a host decided about one word or answer of a round: hidden, or counted with another.

    ``key`` is the word merged by case and accents, or what names an answer; ``joins`` another key.
    """

    __tablename__ = "ruling"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    is_hidden: Mapped[bool] = mapped_column(default=False)
    joins: Mapped[str] = mapped_column(String(200), default="")


class Question(Model, PublicId):
    """A question to the speaker; ``device_key`` is keyed as a ballot's is."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), index=True
    )
    device_key: Mapped[bytes] = mapped_column(LargeBinary(16))
    text: Mapped[str] = mapped_column(String(300))
    is_approved: Mapped[bool] = mapped_column(default=True)
    is_hidden: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None]
    minute_at: Mapped[datetime]


class QuestionVote(Model):
    """One device finds a question worth asking."""

    __tablename__ = "question_vote"
    __table_args__ = {"sqlite_with_rowid": False}

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    device_key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)


class Tally(Model):
    """What a revealed round came to, frozen at the reveal; recounting gives the same."""

    __tablename__ = "tally"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), primary_key=True
    )
    result: Mapped[dict[str, Any]]
