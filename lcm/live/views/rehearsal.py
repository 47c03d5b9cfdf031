"""The host tries a vote with made-up phones, and wipes what came of it."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.live.rehearsing import rehearsals
from lcm.live.views.blueprint import bp
from lcm.live.views.host import back_to, poll_here
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person

REHEARSAL_RUNS = _l("The rehearsal runs: thirty made-up phones vote now. Nothing of it counts.")


@bp.post("/m/<slug>/vote/<poll_id>/rehearse")
@login_required
def rehearse(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    rehearsals.rehearse(poll_here(meeting, poll_id))
    flash(str(REHEARSAL_RUNS), "done")
    return redirect(back_to(slug, poll_id), 303)


@bp.post("/m/<slug>/vote/<poll_id>/wipe")
@login_required
def wipe_rehearsal(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    rehearsals.wipe(poll_here(meeting, poll_id))
    flash(_("The rehearsal is wiped. The vote is ready for the real one."), "done")
    return redirect(back_to(slug, poll_id), 303)
