"""The big screen: whoever has its link may watch; it steers nothing."""

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from lcm.actions.captured import Wall, wall
from lcm.actions.stage import Stage, stage_of
from lcm.actions.views.blueprint import bp
from lcm.breakouts.queries import Board, board, current_round
from lcm.live import queries
from lcm.live.entry.codes import join_address, spaced
from lcm.live.push.station import the_station
from lcm.live.talk.asked import Questions, questions_of, shown_round
from lcm.people.queries import domains
from lcm.web.qr import qr_svg


@bp.get("/stage/<token>")
def stage(token: str) -> ResponseReturnValue:
    live = queries.live_of_stage(token)
    g.content_locale = live.meeting.locale
    shown = stage_of(live, request.args.get("view", ""), request.args.get("rule", ""))
    origin = current_app.config["LCM"].origin()
    all_domains = domains()
    return render_template(
        "actions/stage.html",
        stage=shown,
        token=token,
        how=bool(request.args.get("how")),
        domain_names={domain.slug: domain.name for domain in all_domains},
        domain_swatches={domain.slug: domain.swatch for domain in all_domains},
        code=spaced(live.code),
        address=join_address(origin),
        qr_code=qr_svg(f"{origin}{queries.join_link(live.meeting)}"),
        board=_board(shown),
        wall=_wall(shown),
        questions=_questions(shown),
        figures=the_station().figures(live.code, shown.round),
    )


def _questions(shown: Stage) -> Questions | None:
    return questions_of(shown_round(shown.meeting.id)) if shown.view == "questions" else None


def _board(shown: Stage) -> Board | None:
    round_ = current_round(shown.meeting) if shown.view == "rooms" else None
    return board(round_) if round_ else None


def _wall(shown: Stage) -> Wall | None:
    room_number = request.args.get("room", type=int)
    return wall(shown.meeting, room_number) if shown.view == "wall" else None
