"""All open actions of one's communities."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from lcm.actions.board import by_person, by_urgency
from lcm.actions.queries import action_link, actions_in
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act
from lcm.communities.queries import communities_of, communities_where, community_for
from lcm.people.login import the_person


@bp.get("/actions")
@login_required
def index() -> ResponseReturnValue:
    person = the_person()
    chosen = request.args.get("community", "")
    communities = communities_of(person)
    shown = [community_for(chosen, person, Act.SEE)] if chosen else communities
    lines = actions_in(shown)
    mine = [line for line in lines if line.action.owner_id == person.id]
    is_by_person = request.args.get("by") == "person"
    return render_template(
        "actions/index.html",
        communities=communities,
        chosen=chosen,
        mine=[(line, action_link(line.action)) for line in mine],
        parts=by_person(lines) if is_by_person else by_urgency(lines),
        is_by_person=is_by_person,
        leading={community.id for community in communities_where(person, Act.FOLLOW_UP)},
    )
