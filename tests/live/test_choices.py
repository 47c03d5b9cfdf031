"""The order in which a phone shows the options of a vote."""

from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from lcm.live.choices import option_order

OPTIONS = ("debt", "housing", "language", "smoking", "sleep")


@given(st.binary(min_size=16, max_size=16), st.permutations(OPTIONS))
def test_a_device_sees_all_options_in_an_order_that_stays(seed, given_order):
    order = option_order(seed, OPTIONS)

    assert sorted(order) == sorted(OPTIONS)
    assert option_order(seed, given_order) == order


def test_every_order_is_as_likely_as_any_other():
    drawn = Counter(option_order(seed.to_bytes(16), "abcd") for seed in range(24 * 200))

    expected = 200
    chi_squared = sum((drawn[order] - expected) ** 2 for order in permutations("abcd")) / expected
    assert chi_squared < 49.7  # 23 degrees of freedom, p = 0.001; the seeds are fixed
