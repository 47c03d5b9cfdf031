"""The one table: event -> handlers, mail kind -> loader, sweep -> clock."""

from lcm import events, scheduler
from lcm.actions import day_before, reminders
from lcm.actions import mails as actions_mails
from lcm.actions import reactions as actions
from lcm.breakouts import reactions as breakouts
from lcm.events import (
    AgendaBlockAdded,
    AgendaBlockRemoved,
    ItemsChanged,
    LiveChanged,
    MeetingCancelled,
    MeetingChanged,
    MeetingClosed,
    MeetingPublished,
    PlacePresent,
    RehearsalBegan,
    RehearsalWiped,
    SeatsChanged,
    StageChanged,
)
from lcm.live import announce, beforehand, deadlines
from lcm.live import mails as live_mails
from lcm.live import reactions as live
from lcm.live.rehearsing import made_up_phones
from lcm.mail import delivery, outbox
from lcm.mail import mails as mail_mails
from lcm.people import mails as people_mails
from lcm.people import signing_in
from lcm.registration import (
    asking,
    organiser_mails,
    posting,
    reminder_mails,
    reminding,
    waiting_list,
)
from lcm.registration import mails as registration_mails
from lcm.web import attempts

WITHIN: dict[type, tuple[events.Handler, ...]] = {
    AgendaBlockAdded: (live.prepare_vote, breakouts.prepare_rooms),
    AgendaBlockRemoved: (live.drop_vote, breakouts.drop_rooms),
    MeetingCancelled: (live.close_votes, posting.tell_cancelled),
    MeetingChanged: (live.move_term, posting.tell_changed),
    MeetingClosed: (live.close_votes, breakouts.close_rooms, actions.count_postponed),
    MeetingPublished: (live.give_code,),
    PlacePresent: (breakouts.seat_present, live.show_presence),
    SeatsChanged: (waiting_list.take_seats,),
}
AFTER_COMMIT: dict[type, tuple[events.Handler, ...]] = {
    ItemsChanged: (announce.items_changed,),
    LiveChanged: (announce.state_changed,),
    RehearsalBegan: (made_up_phones.send_phones,),
    RehearsalWiped: (made_up_phones.recall_phones,),
    StageChanged: (announce.stage_changed,),
}
MAIL_LOADERS: dict[str, outbox.Loader] = {
    "actions/assigned": actions_mails.assigned,
    "actions/day_before": day_before.day_before,
    "actions/handed_over": actions_mails.handed_over,
    "actions/new_link": actions_mails.new_link,
    "actions/reminder": actions_mails.reminder,
    "actions/summary": actions_mails.summary,
    "live/vote_reminder": live_mails.vote_reminder,
    "live/vote_until": live_mails.vote_until,
    "mail/test": mail_mails.trial,
    "people/sign_in": people_mails.sign_in,
    "registration/already": registration_mails.already,
    "registration/cancelled": registration_mails.cancelled,
    "registration/confirmed": registration_mails.confirmed,
    "registration/first_in_line": registration_mails.already,
    "registration/invitation": registration_mails.invitation,
    "registration/lapsed": registration_mails.lapsed,
    "registration/meeting_cancelled": registration_mails.meeting_cancelled,
    "registration/meeting_changed": registration_mails.meeting_changed,
    "registration/moved": organiser_mails.moved,
    "registration/new_link": registration_mails.new_link,
    "registration/offered": registration_mails.offered,
    "registration/promoted": registration_mails.promoted,
    "registration/reminder": reminder_mails.reminder,
    "registration/removed": registration_mails.lapsed,
    "registration/waiting": registration_mails.waiting,
}
SWEEPS: tuple[scheduler.Sweep, ...] = (
    attempts.forget_ended,
    beforehand.remind_silent,
    day_before.tell_day_before,
    deadlines.close_overdue,
    deadlines.finish_overdue,
    delivery.deliver_due,
    reminders.remind_due,
    reminding.remind_before_start,
    signing_in.forget_ended,
    asking.forget_answers,
    waiting_list.lapse_overdue,
    waiting_list.release_due,
)


def connect() -> None:
    """Wire the packages together; safe to repeat."""
    events.subscribe(WITHIN, AFTER_COMMIT)
    delivery.load_with(MAIL_LOADERS)
    scheduler.SWEEPS[:] = SWEEPS
