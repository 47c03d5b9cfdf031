"""People to divide, rules to divide them by, and plain ways to look at the rooms."""

from hypothesis import settings
from hypothesis import strategies as st

from lcm.breakouts.allocation import Attendee, Rules

DOMAINS = ("medical", "social", "public", "lived", None)
EXPECTED = ("medical", "social")
ALL_RULES = Rules(
    mix_domains=True,
    separate_organisations=True,
    protect_experience=True,
    expected_domains=EXPECTED,
)
rules_of_any_kind = st.builds(
    Rules,
    mix_domains=st.booleans(),
    separate_organisations=st.booleans(),
    protect_experience=st.booleans(),
    expected_domains=st.just(EXPECTED),
)
room_counts = st.integers(1, 12)
seeds = st.integers(0, 2**32)
unhurried = settings(deadline=None)


@st.composite
def gatherings(draw, max_size=60):
    """People of uneven domains, some from one organisation, a few experts by experience."""
    size = draw(st.integers(0, max_size))
    kinds = st.tuples(
        st.sampled_from(DOMAINS),
        st.sampled_from(("hospital", "council", "school", None)) | st.integers(0, 40).map(str),
        st.integers(0, 4).map(lambda number: number == 0),
    )
    drawn = draw(st.lists(kinds, min_size=size, max_size=size))
    return [Attendee(f"p{number}", *kind) for number, kind in enumerate(drawn)]


def only(**on):
    switches = ("mix_domains", "separate_organisations", "protect_experience")
    chosen = {switch: on.get(switch, False) for switch in switches}
    return Rules(**chosen, expected_domains=on.get("expected_domains", EXPECTED))


def members(rooms, people):
    by_id = {person.id: person for person in people}
    return [[by_id[id_] for id_ in room] for room in rooms]


def expert_counts(rooms, people):
    return [sum(person.has_lived_experience for person in room) for room in members(rooms, people)]
