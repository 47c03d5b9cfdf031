"""How a vote will count, where it stands, and that it is fixed once it was opened."""

from datetime import timedelta

from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.models import Ballot
from lcm.people.models import Domain
from tests.live.editor.reading import labels

LINES = "\n".join(f"Keuze {letter}" for letter in "ABCDE")


def test_who_counts_with_whom_is_chosen_before_opening(make, save):
    made = make(ready="priorities")
    lines = "\n".join(labels(made))

    wrong = save(made, options=lines, **{"joined-social": "social"})
    right = save(made, options=lines, **{"joined-social": "municipality"}, is_pass="y")

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert made.joined == {"social": "municipality"}
    assert made.is_pass


def test_questions_wait_for_the_host_if_the_host_wants(make, save):
    made = make(kind="questions")

    save(made, is_approved_first="y")

    assert made.is_approved_first


def test_a_vote_moves_beside_the_programme_and_back(save, poll):
    block, lines = poll.meeting.agenda[0], LINES

    save(poll, options=lines, block="")
    beside = poll.agenda_item_id
    save(poll, options=lines, block=block.public_id)

    assert (beside, poll.agenda_item_id) == (None, block.id)


def test_opening_saves_what_was_typed_first(save, poll):
    refused = save(poll, options="Te weinig", then="open")
    opened = save(poll, options=LINES, k=2, then="open", minutes=0)

    assert (refused.status_code, opened.status_code) == (422, 303)
    assert (len(poll.options), poll.rounds[0].state) == (5, "open")


def test_opening_beside_an_open_vote_says_so_and_keeps_what_was_typed(make, save, poll):
    operations.open_round(poll.rounds[0])
    made = make(kind="top")

    answer = save(made, options=LINES, then="open", minutes=0)

    assert answer.status_code == 409
    assert LINES in answer.text
    assert "error-summary" in answer.text
    assert made.options == []


def test_an_opened_vote_is_neither_changed_nor_removed(host, page, save, poll):
    operations.open_round(poll.rounds[0])

    answers = [
        save(poll, options=LINES),
        host.get(f"{page}/{poll.public_id}/kind"),
        host.post(f"{page}/{poll.public_id}/kind", data={"kind": "scale"}),
        host.post(f"{page}/{poll.public_id}/remove"),
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert (poll.kind, len(poll.options)) == ("top", 6)


def test_the_result_counts_together_what_the_host_joined(poll):
    poll.joined = {"municipality": "medical"}
    round_ = poll.rounds[0]
    operations.open_round(round_)
    choice = [option.public_id for option in poll.options[:3]]
    sizes = {"medical": 6, "social": 6, "municipality": 2}
    for domain in db.session.scalars(db.select(Domain)):
        for number in range(sizes[domain.slug]):
            key = f"{domain.slug}{number}".ljust(16).encode()
            db.session.add(
                Ballot(
                    round_id=round_.id,
                    device_key=key,
                    domain_id=domain.id,
                    choice=choice,
                    seq=1,
                    minute_at=now(),
                )
            )
    operations.close_round(round_)

    operations.reveal_round(round_)

    together = [set(group) for group in queries.result_of(round_).together]
    assert together == [{"medical", "municipality"}, {"social"}]


def test_a_vote_without_enough_options_is_not_opened_and_says_so(host, page, make):
    made = make(kind="top")

    answer = host.post(f"{page}/{made.public_id}/open")

    assert answer.status_code == 409
    assert "te weinig keuzes" in answer.text
    assert made.rounds[0].state == "draft"


def test_the_try_out_is_offered_once_its_link_works(host, page, poll):
    offered = "?try=" in host.get(page).text
    queries.live_of(poll.meeting).opens_at = now() + timedelta(days=1)

    assert offered
    assert "?try=" not in host.get(page).text
