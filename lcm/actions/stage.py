"""What the big screen shows: what the host chose, or else what is going on."""

from collections.abc import Mapping
from dataclasses import dataclass

from lcm.breakouts import queries as breakouts
from lcm.breakouts.models import RoundState as RoomsState
from lcm.live import queries as live_queries
from lcm.live.choices import LIVE_KINDS
from lcm.live.models import LiveMeeting, Option, PollRound, RoundState
from lcm.live.outcome.counting import counted
from lcm.live.results import CountedRound
from lcm.live.talk.asked import shown_round
from lcm.meetings.models import Meeting

VIEWS = ("join", "vote", "result", "questions", "rooms", "wall")


@dataclass(frozen=True, slots=True)
class Stage:
    """One screen of the stage; ``views`` are those that have something to show, in order.

    ``result`` is what was revealed, ``so_far`` what people wrote in a vote that is live by nature,
    ``rule`` how a result is looked at, one of its readings ("" without one).
    """

    live: LiveMeeting
    view: str
    views: tuple[str, ...]
    round: PollRound | None
    result: CountedRound | None
    so_far: CountedRound | None
    rule: str

    @property
    def meeting(self) -> Meeting:
        return self.live.meeting

    @property
    def options(self) -> Mapping[str, Option]:
        """The options of the vote by their public id; empty before any vote."""
        options = self.round.poll.options if self.round else ()
        return {option.public_id: option for option in options}

    @property
    def is_counting_down(self) -> bool:
        """Say whether the vote closes by itself while people watch: not if it runs for days."""
        round_ = self.round
        if round_ is None or round_.state != RoundState.OPEN:
            return False
        return round_.closes_at is not None and not round_.is_beforehand

    @property
    def before(self) -> str | None:
        """The view the left arrow leads to."""
        at = self.views.index(self.view)
        return self.views[at - 1] if at else None

    @property
    def after(self) -> str | None:
        """The view the right arrow leads to."""
        at = self.views.index(self.view)
        return self.views[at + 1] if at + 1 < len(self.views) else None


def stage_of(live: LiveMeeting, wanted: str, rule: str) -> Stage:
    """Return the stage of ``live`` in view ``wanted`` if that can be shown, else in the host's.

    So with ``rule``: if the result has no such reading, the host's, else the one that decides.
    """
    round_ = live_queries.current_round(live.meeting_id)
    result = live_queries.result_of(round_) if round_ else None
    views = _views(live.meeting, round_, result)
    chosen = [view for view in (wanted, live.stage_view) if view in views]
    view = chosen[0] if chosen else _now(live.meeting, round_)
    return Stage(
        live=live,
        view=view,
        views=views,
        round=round_,
        result=result,
        so_far=_so_far(round_) if view == "vote" else None,
        rule=_rule(result, rule, live.stage_rule) if result else "",
    )


def _rule(result: CountedRound, *wished: str) -> str:
    return next((rule for rule in wished if rule in result.readings), result.decides_by)


def _so_far(round_: PollRound | None) -> CountedRound | None:
    """Return what is shown while it comes: words and answers, and no other kind."""
    return counted(round_) if round_ and round_.poll.kind in LIVE_KINDS else None


def _views(
    meeting: Meeting, round_: PollRound | None, result: CountedRound | None
) -> tuple[str, ...]:
    has = {
        "join": True,
        "vote": round_ is not None,
        "result": result is not None,
        "questions": shown_round(meeting.id) is not None,
        "rooms": bool(breakouts.rounds_of(meeting)),
        "wall": True,
    }
    return tuple(view for view in VIEWS if has[view])


def _now(meeting: Meeting, round_: PollRound | None) -> str:
    rooms = breakouts.current_round(meeting)
    if rooms is not None and rooms.state == RoomsState.OPEN:
        return "rooms"
    if rooms is not None and rooms.state == RoomsState.CLOSED:
        return "wall"
    if _is_question_time(meeting, round_):
        return "questions"
    if round_ is None:
        return "join"
    return "result" if round_.state == RoundState.REVEALED else "vote"


def _is_question_time(meeting: Meeting, round_: PollRound | None) -> bool:
    """Say whether questions were opened after all that is to be seen of a vote."""
    asking = live_queries.questions_round(meeting.id)
    if asking is None or round_ is None:
        return asking is not None
    shown_at, opened_at = round_.revealed_at, asking.opened_at
    return shown_at is not None and opened_at is not None and shown_at < opened_at
