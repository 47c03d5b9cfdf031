"""Ties, marks and weights, one small vote each."""

from fractions import Fraction

from tests.live.scoring.counting import agreed, counted, places, scores, winners


def test_a_lone_favourite_gives_one_point_and_not_three():
    result = counted([*agreed("medical", 5, "debt"), *agreed("medical", 5, "sleep", "housing")])

    assert scores(result.personal) == {
        "debt": Fraction(1, 2),
        "sleep": 1,
        "housing": Fraction(1, 2),
        "smoking": 0,
        "language": 0,
    }


def test_people_who_did_not_state_a_domain_cannot_outweigh_one():
    result = counted([*agreed("medical", 5, "debt"), *agreed(None, 40, "sleep")])

    assert [group.weight for group in result.groups] == [1, 0]
    assert places(result.balanced)[0] == ("debt", 1)
    assert places(result.personal)[0] == ("sleep", 1)


def test_equal_scores_go_first_to_what_is_in_the_top_of_more_groups():
    votes = [*agreed("medical", 10, "debt", "sleep"), *agreed("social", 10, "housing", "sleep")]
    top_one, top_two = counted(votes, k=1).balanced, counted(votes, k=2).balanced

    assert {s.score for s in top_one[:3]} == {s.score for s in top_two[:3]} == {1}
    assert places(top_one)[:3] == [("debt", 1), ("housing", 1), ("sleep", 3)]
    assert places(top_two)[:3] == [("sleep", 1), ("debt", 2), ("housing", 2)]


def test_then_to_what_its_least_fond_group_likes_more():
    result = counted(
        [
            *agreed("medical", 20, "debt", "sleep"),
            *agreed("social", 5, "sleep", "debt"),
            *agreed("social", 5, "sleep"),
        ]
    )

    assert places(result.balanced)[:2] == [("sleep", 1), ("debt", 2)]
    assert result.balanced[0].score == result.balanced[1].score == Fraction(5, 4)
    assert places(result.personal)[:2] == [("debt", 1), ("sleep", 2)]


def test_then_to_the_higher_person_score():
    result = counted([*agreed("medical", 10, "debt"), *agreed("social", 20, "sleep")])

    assert result.balanced[0].score == result.balanced[1].score
    assert places(result.balanced)[:2] == [("sleep", 1), ("debt", 2)]


def test_what_stays_equal_shares_a_place_in_the_order_of_the_author():
    result = counted(
        [
            *agreed("medical", 2, "debt", "sleep"),
            *agreed("medical", 2, "sleep", "debt"),
            *agreed("medical", 1, "housing"),
        ],
        k=1,
    )

    assert places(result.personal) == [
        ("debt", 1),
        ("sleep", 1),
        ("housing", 3),
        ("smoking", 4),
        ("language", 4),
    ]
    assert winners(result.personal) == {"debt", "sleep"}


def test_what_nobody_chose_wins_nothing():
    result = counted(agreed("medical", 6, "debt"))

    assert winners(result.personal) == {"debt"}


def test_what_nobody_chose_is_not_what_all_want():
    result = counted([*agreed("medical", 6, "debt"), *agreed("social", 6, "debt")])

    assert [s.option for s in result.balanced if s.is_shared] == ["debt"]


def test_what_nobody_chose_divides_nobody():
    result = counted(
        [
            *agreed("medical", 6, "debt"),
            *agreed("social", 6, "debt", "language", "smoking"),
        ],
        options=("debt", "language", "smoking", "sleep"),
    )

    assert not any(standing.is_contested for standing in result.balanced)


def test_an_empty_round_has_a_result_without_winners():
    result = counted([])

    assert (result.ballot_count, result.groups, result.decides_by) == (0, (), "personal")
    assert winners(result.personal) == set()


def test_the_host_may_let_domains_count_together():
    result = counted(
        [
            *agreed("medical", 6, "debt"),
            *agreed("social", 6, "sleep"),
            *agreed("public", 6, "debt"),
        ],
        joined={"public": "medical"},
    )

    assert [group.domains for group in result.groups] == [("medical", "public"), ("social",)]
    assert [group.weight for group in result.groups] == [2, 1]


def test_what_every_group_grants_is_the_least_of_its_means():
    result = counted(
        [*agreed("medical", 6, "debt", "sleep"), *agreed("social", 6, "sleep", "housing", "debt")]
    )

    common_ground = {s.option: s.common_ground for s in result.balanced}
    assert common_ground == {"debt": 1, "sleep": 1, "housing": 0, "smoking": 0, "language": 0}


def test_each_group_has_places_of_its_own_and_they_are_shared_too():
    result = counted(
        [*agreed("medical", 6, "debt", "sleep"), *agreed("social", 6, "sleep", "housing", "debt")]
    )

    assert {option: result.group_places(option) for option in ("debt", "sleep", "smoking")} == {
        "debt": (1, 3),
        "sleep": (2, 1),
        "smoking": (3, 4),
    }


def test_what_one_group_puts_first_and_another_leaves_out_is_contested():
    result = counted(
        [*agreed("medical", 6, "debt", "sleep"), *agreed("social", 6, "sleep", "housing", "debt")],
        options=("debt", "sleep", "housing", "smoking"),
    )

    # Housing: the middle of places 3 and 4 beside place 2, so 1.5 apart; debt: 1 beside 3.
    assert {s.option for s in result.balanced if s.is_contested} == {"debt"}


def test_one_group_says_so_and_counts_persons():
    result = counted([*agreed("medical", 3, "debt"), *agreed("social", 3, "sleep")])

    assert result.is_one_group
    assert (result.decides_by, result.balanced) == ("personal", result.personal)


def test_a_second_round_keeps_the_groups_of_the_first():
    first = counted(
        [
            *agreed("medical", 9, "debt"),
            *agreed("social", 3, "debt"),
            *agreed("municipal", 2, "debt"),
        ]
    )
    votes = [
        *agreed("medical", 9, "debt"),
        *agreed("social", 5, "sleep"),
        *agreed("municipal", 5, "housing"),
    ]

    second = counted(votes, groups=[group.domains for group in first.groups])

    assert [group.domains for group in first.groups] == [("medical",), ("social", "municipal")]
    assert [group.domains for group in second.groups] == [("medical",), ("social", "municipal")]
    assert [group.weight for group in second.groups] == [1, 2]
    assert len(counted(votes).groups) == 3


def test_a_domain_that_comes_for_the_second_round_joins_the_last_group():
    second = counted(
        [
            *agreed("medical", 6, "debt"),
            *agreed("social", 6, "debt"),
            *agreed("public", 7, "sleep"),
            *agreed(None, 1, "sleep"),
        ],
        groups=[("medical",), ("social",)],
    )

    assert [(set(group.domains), group.ballot_count) for group in second.groups] == [
        ({"medical"}, 6),
        ({"social", "public", None}, 14),
    ]


def test_groups_that_lost_their_people_in_the_second_round_merge_on_and_none_is_parted():
    second = counted(
        [
            *agreed("medical", 8, "debt"),
            *agreed("social", 2, "debt"),
            *agreed("municipal", 1, "debt"),
            *agreed("public", 1, "sleep"),
        ],
        groups=[("medical",), ("social", "municipal"), ("public",), (None,)],
    )

    assert second.is_one_group

    second = counted(
        [
            *agreed("medical", 8, "debt"),
            *agreed("social", 2, "debt"),
            *agreed("public", 4, "sleep"),
        ],
        groups=[("medical",), ("social", "municipal"), ("public",), (None,)],
    )

    assert [group.domains for group in second.groups] == [
        ("medical",),
        ("social", "municipal", "public"),
    ]
    assert [group.weight for group in second.groups] == [1, Fraction(6, 5)]
