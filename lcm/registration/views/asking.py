"""What the registration form asks, and what people answered."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.asking import ask, questions_of, summaries
from lcm.registration.asking_form import AskingForm
from lcm.registration.reply_fields import LABELS, label, word
from lcm.registration.views import bp


@bp.route("/m/<slug>/form", methods=["GET", "POST"])
@login_required
def asking(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    meeting.require_changeable()
    form = AskingForm(questions_of(meeting))
    if not form.validate_on_submit():
        page = render_template("registration/asking.html", meeting=meeting, form=form)
        return page, 422 if form.is_submitted() else 200
    ask(meeting, form.questions())
    flash(_("The form asks this from now on. Look at it as a visitor does."), "done")
    return redirect(url_for(".asking", slug=slug), 303)


@bp.get("/m/<slug>/answers")
@login_required
def replies(slug: str) -> str:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    ready_made = {kind.value: text for kind, text in LABELS.items()}
    return render_template(
        "registration/replies.html",
        meeting=meeting,
        summaries=[
            (label(one.question) if one.question else ready_made.get(one.key, one.key), one)
            for one in summaries(meeting)
        ],
        word=word,
    )
