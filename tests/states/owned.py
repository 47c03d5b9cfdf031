"""Actions in each state."""

from datetime import timedelta

from lcm import clock
from lcm.actions import capture
from lcm.actions import operations as actions
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.links import action_token
from lcm.actions.models import Action, ActionState, ItemKind
from lcm.db import transaction
from lcm.meetings.models import Meeting
from lcm.people.models import Person


def owned(held: Meeting) -> dict[str, str]:
    """One action in each state, on somebody's name where the state has an owner."""
    owner = held.community.memberships[0].person
    with transaction():
        made = {state: _action(held, owner, state) for state in ActionState}
        return {f"action {state}": f"/a/{action_token(one)}" for state, one in made.items()}


def _action(held: Meeting, owner: Person, state: ActionState) -> Action:
    due = Ownership(owner=owner, due_on=clock.today() + timedelta(days=9))
    draft = ItemDraft(ItemKind.ACTION, f"Wij maken een overzicht ({state})", f"s-{state}", due)
    action = actions.action_of(capture.add_item(None, held, None, draft))
    steps = {
        ActionState.PROPOSED: lambda: None,
        ActionState.ACCEPTED: lambda: actions.accept(action, by_name=owner.name),
        ActionState.BUSY: lambda: actions.start(action, by_name=owner.name),
        ActionState.DONE: lambda: actions.finish(action, by_name=owner.name, note="Het is af."),
        ActionState.DECLINED: lambda: actions.give_back(action, "Geen tijd.", by_name=owner.name),
        ActionState.DROPPED: lambda: actions.drop(action, "Niet meer nodig.", by_name=owner.name),
    }
    steps[state]()
    return action
