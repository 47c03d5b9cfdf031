"""A vote from end to end: phones, ballots, close, reveal."""

from lcm.db import db
from lcm.live import operations, queries


def test_a_phone_votes_and_sees_its_ballot(phone, round_):
    options = [option.public_id for option in round_.poll.options]
    fatima = phone()

    status, answer = fatima.vote(round_.public_id, options[:2])

    assert (status, answer) == (200, {"accepted": True, "seq": 1})
    assert fatima.state()["poll"]["ballot"] == {"choice": options[:2], "seq": 1}


def test_a_ballot_after_the_close_is_refused_in_words(phone, round_):
    options = [option.public_id for option in round_.poll.options]
    fatima = phone()
    operations.close_round(round_)
    db.session.commit()

    status, answer = fatima.vote(round_.public_id, options[:1])

    assert status == 409
    assert answer["reason"] == "not-open"
    assert queries.ballot_count(round_) == 0
