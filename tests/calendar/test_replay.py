"""A whole history, replayed into a person's calendar, ends in exactly the right entries."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lcm.calendar.ics import cancellation, invite, removal
from tests.calendar.checker import assert_follows
from tests.calendar.model_calendar import ModelCalendar
from tests.calendar.samples import AMSTERDAM, FATIMA, MEETING, NOW

steps = st.lists(
    st.sampled_from(["move", "relocate", "reword", "cancel", "repeat"]), min_size=1, max_size=8
)


@settings(max_examples=30)
@given(steps)
def test_whatever_happens_a_calendar_ends_with_what_is_true(happenings: list[str]) -> None:
    calendar, meeting, now = ModelCalendar(), MEETING, NOW
    raw = invite(meeting, FATIMA, now)
    calendar.receive(raw)

    for happening in happenings:
        now += timedelta(minutes=1)
        later = meeting.starts_local + timedelta(days=1)
        if happening == "cancel":
            meeting = replace(meeting, sequence=meeting.sequence + 1)
            calendar.receive(cancellation(meeting, FATIMA, now, reason="Ziek"))
            break
        if happening == "move":
            meeting = replace(
                meeting,
                starts_local=later,
                ends_local=later + timedelta(hours=1),
                sequence=meeting.sequence + 1,
            )
        elif happening == "relocate":
            meeting = replace(meeting, place=meeting.place + "!", sequence=meeting.sequence + 1)
        elif happening == "reword":
            meeting = replace(meeting, title=meeting.title + "!")
        assert_follows(raw, raw := invite(meeting, FATIMA, now))
        calendar.receive(raw)

    is_cancelled = "cancel" in happenings
    truth = (meeting.title, meeting.starts_local.replace(tzinfo=AMSTERDAM), meeting.place)
    assert calendar.entries() == ([] if is_cancelled else [truth])


def test_who_comes_back_is_seen_only_with_a_higher_number() -> None:
    calendar = ModelCalendar()
    later, latest = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    calendar.receive(invite(MEETING, FATIMA, NOW))
    calendar.receive(removal(MEETING, FATIMA, later))

    calendar.receive(invite(MEETING, FATIMA, latest))
    seen_with_the_old_number = calendar.entries()
    calendar.receive(invite(replace(MEETING, sequence=1), FATIMA, latest))

    assert seen_with_the_old_number == []
    assert len(calendar.entries()) == 1
