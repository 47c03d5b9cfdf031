"""The rooms board: make rooms, mix, move, open, extend and close."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.breakouts import operations, queries, words
from lcm.breakouts.allocation import room_count_for
from lcm.breakouts.drafts import RoundDraft
from lcm.breakouts.forms import DivideForm, MoveForm, OpenForm, RoomForm
from lcm.breakouts.from_vote import ask_winners
from lcm.breakouts.models import BreakoutRound, RoundState
from lcm.communities.policy import Act
from lcm.live.queries import winners
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.people.queries import domains
from lcm.registration.queries import confirmed, present_places

bp = Blueprint("breakouts", __name__)

USUAL_MINUTES = 30
EXTRA_MINUTES = 5


@bp.get("/m/<slug>/rooms")
@login_required
def rooms(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    chosen = request.args.get("round", "")
    round_ = queries.round_in(meeting, chosen) if chosen else queries.current_round(meeting)
    if round_ is None:
        return render_template("breakouts/rooms.html", meeting=meeting, round=None)
    return _board(meeting, round_)


@bp.post("/m/<slug>/rooms")
@login_required
def add_round(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    meeting.require_changeable()
    draft = RoundDraft(_("Break-out rooms"), USUAL_MINUTES)
    return _back(operations.make_round(meeting, None, draft))


@bp.post("/m/<slug>/rooms/of-winners")
@login_required
def rooms_of_winners(slug: str) -> ResponseReturnValue:
    """Make a room of each option that won the vote, in the next round that is not open yet."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    round_ = ask_winners(meeting)
    flash(_("Every option that won has a room now. Divide the people when you are ready."), "done")
    return _back(round_)


@bp.post("/m/<slug>/rooms/<round_id>/divide")
@login_required
def divide(slug: str, round_id: str) -> ResponseReturnValue:
    meeting, round_ = _scoped(slug, round_id)
    form = DivideForm()
    if not form.validate_on_submit():
        return _board(meeting, round_, divide_form=form, status=422)
    operations.prepare(round_, form.rules(), form.room_count.data)
    if present_places(meeting):
        operations.fill(round_)
    else:
        flash(_("The rooms are ready. They are filled with who says “I am here”."), "done")
    return _back(round_)


@bp.post("/m/<slug>/rooms/<round_id>/open")
@login_required
def open_rooms(slug: str, round_id: str) -> ResponseReturnValue:
    meeting, round_ = _scoped(slug, round_id)
    form = OpenForm()
    if not form.validate_on_submit():
        return _board(meeting, round_, open_form=form, status=422)
    operations.open_round(round_, minutes=form.minutes.data)
    flash(_("The rooms are open. Everybody sees their own room on their phone."), "done")
    return _back(round_)


@bp.post("/m/<slug>/rooms/<round_id>/extend")
@login_required
def extend(slug: str, round_id: str) -> ResponseReturnValue:
    _meeting, round_ = _scoped(slug, round_id)
    operations.extend(round_, EXTRA_MINUTES)
    return _back(round_)


@bp.post("/m/<slug>/rooms/<round_id>/close")
@login_required
def close(slug: str, round_id: str) -> ResponseReturnValue:
    _meeting, round_ = _scoped(slug, round_id)
    operations.close_round(round_)
    flash(_("The rooms are closed. What people still send comes in."), "done")
    return _back(round_)


@bp.post("/m/<slug>/rooms/<round_id>/move/<place_id>")
@login_required
def move(slug: str, round_id: str, place_id: str) -> ResponseReturnValue:
    _meeting, round_ = _scoped(slug, round_id)
    place = queries.place_in(round_, place_id)
    form = MoveForm.of(round_)
    room = queries.room_in(round_, form.room.data or "")
    operations.move(round_, place, room)
    return _back(round_)


@bp.route("/m/<slug>/rooms/<round_id>/<room_id>", methods=["GET", "POST"])
@login_required
def room(slug: str, round_id: str, room_id: str) -> ResponseReturnValue:
    meeting, round_ = _scoped(slug, round_id)
    one = queries.room_in(round_, room_id)
    options = winners(meeting)
    form = RoomForm.of(one, options)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        page = {"meeting": meeting, "round": round_, "room": one, "form": form}
        return render_template("breakouts/room.html", options=options, **page), status
    operations.describe_room(one, form.draft(one, options))
    return _back(round_)


def _scoped(slug: str, round_id: str) -> tuple[Meeting, BreakoutRound]:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    return meeting, queries.round_in(meeting, round_id)


def _back(round_: BreakoutRound) -> ResponseReturnValue:
    slug = round_.meeting.slug
    return redirect(url_for(".rooms", slug=slug, round=round_.public_id), 303)


def _board(
    meeting: Meeting, round_: BreakoutRound, *, status: int = 200, **bound: Any
) -> ResponseReturnValue:
    """Render the board; ``bound`` holds a form that was refused, under its name."""
    board = queries.board(round_)
    by_slug = {domain.slug: domain for domain in domains()}
    page = {
        "meeting": meeting,
        "round": round_,
        "rounds": queries.rounds_of(meeting),
        "board": board,
        "divide_form": _divide_form(meeting, round_, board),
        "open_form": OpenForm(formdata=None, minutes=round_.planned_minutes),
        "move_form": lambda card, place: MoveForm.of(round_, card.room, place.public_id),
        "remark_words": lambda remark: words.remark_words(remark, board, by_slug),
        "words": words,
        "is_changeable": round_.state != RoundState.CLOSED,
    }
    return render_template("breakouts/rooms.html", **(page | bound)), status


def _divide_form(meeting: Meeting, round_: BreakoutRound, board: queries.Board) -> DivideForm:
    expected = board.present_count or len(confirmed(meeting))
    return DivideForm(
        formdata=None,
        room_count=len(board.cards) or room_count_for(expected),
        mix_domains=round_.mix_domains,
        separate_organisations=round_.separate_organisations,
        protect_experience=round_.protect_experience,
    )
