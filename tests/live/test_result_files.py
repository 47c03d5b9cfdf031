"""A round as CSV and XLSX, read back: method, rule and numbers, of groups only, never a formula."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from lcm.db import db
from lcm.live import operations
from lcm.live.editor import drafting
from lcm.live.models import Option, Poll, PollRound
from lcm.live.outcome.run_offs import add_run_off
from lcm.people.models import Domain
from tests.factories import make_community, make_person
from tests.live.counted_votes import reveal, reveal_tie

EVIL = '=HYPERLINK("https://elsewhere.example";"klik")'
BALLOTS = {
    "top": [["A", "B"], ["B"], ["A", "C"], ["A"], ["C", "A"], ["A"]],
    "pick": [["A", "B"], ["B"], ["A", "C"], ["A"], ["C", "A"], ["A"]],
    "order": [["A", "B", "C"], ["B", "A", "C"], ["A", "C", "B"], ["A"], ["C"], ["A", "B", "C"]],
    "points": [{"A": 60, "B": 40}, {"C": 100}, *[{"A": 100}] * 4],
    "impact": [{"A": [5, 4], "B": [2, 2], "C": [4, 1]}] * 6,
    "scale": [1, 2, 3, 4, 5, 5],
    "consent": [*[{"word": "fine"}] * 4, {"word": "objection", "text": EVIL}, {"word": "can-live"}],
    "words": [[EVIL[:20], "samen"], ["samen"], ["Samen"], ["rust"], ["rust"], []],
    "open": [[EVIL], ["Meer tijd"], ["Meer tijd!"], ["Geld"], ["Ruimte"], []],
}
WITH_OPTIONS = ("top", "pick", "order", "points", "impact")


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


def vote_of(meeting, kind):
    poll = Poll(meeting=meeting, kind=kind, question=f"{EVIL} ({kind})", k=2)
    for position, label in enumerate([EVIL, "Hulp op maat", "+31 Taal"]):
        if kind in WITH_OPTIONS:
            poll.options.append(Option(position=position, letter="ABC"[position], label=label))
    poll.rounds.append(PollRound(number=1))
    db.session.add(poll)
    db.session.flush()
    return poll.rounds[0]


def files_of(client, round_, language="nl"):
    path = f"/m/{round_.poll.meeting.slug}/results/{round_.public_id}"
    headers = {"Accept-Language": language}
    return [client.get(f"{path}.{form}", headers=headers) for form in ("csv", "xlsx")]


def lines_of(answer):
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def cells_of(answer):
    book = openpyxl.load_workbook(BytesIO(answer.get_data()))
    return [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]


def facts_of(answer):
    return {line[0]: line[1] for line in lines_of(answer) if len(line) == 2}


@pytest.mark.parametrize("kind", BALLOTS)
def test_every_kind_has_both_files_and_neither_holds_a_formula(both_engines, host, poll, kind):
    round_ = reveal(vote_of(poll.meeting, kind), *BALLOTS[kind])

    as_csv, as_xlsx = files_of(host, round_)

    assert [as_csv.status_code, as_xlsx.status_code] == [200, 200]
    assert as_csv.get_data().startswith(b"\xef\xbb\xbf")
    assert as_csv.headers["Content-Disposition"].endswith('.csv"')
    read = [cell for line in lines_of(as_csv) for cell in line]
    assert not [cell for cell in read if cell.startswith(("=", "+", "@", "\t", "\r"))]
    cells = cells_of(as_xlsx)
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert f"'{EVIL} ({kind})" in read
    assert f"{EVIL} ({kind})" in [cell.value for cell in cells]


@pytest.mark.parametrize("kind", BALLOTS)
def test_every_file_says_method_and_numbers(host, poll, kind):
    round_ = reveal(vote_of(poll.meeting, kind), *BALLOTS[kind])

    facts = facts_of(files_of(host, round_, "en")[0])

    assert {"Session", "Round", "Opened", "Closed", "Kind of vote", "Method"} <= set(facts)
    assert (facts["Votes"], facts["of which on paper"]) == ("6", "0")
    assert ("Rule" in facts) == (kind in WITH_OPTIONS)


def test_a_ranking_tells_points_by_both_rules_and_places_of_groups_only(host, poll):
    medical, social, municipality = db.session.scalars(
        db.select(Domain.id).order_by(Domain.position)
    )
    domains = (*[medical] * 6, *[social] * 4, *[municipality] * 3)
    round_ = reveal(poll.rounds[0], *([["A", "B"]] * 6), *([["C", "B"]] * 7), domains=domains)

    lines = lines_of(files_of(host, round_, "en")[0])

    columns = next(line for line in lines if line[:2] == ["Place", "Letter"])
    assert [column for column in columns if column.startswith("Place: ")] == [
        "Place: medical",
        "Place: social + municipality",
    ]
    assert ["medical", "6"] in lines
    assert ["social + municipality", "7"] in lines
    assert not [line for line in lines if "social" in line or "municipality" in line]


def test_fewer_than_five_ballots_give_places_and_no_figures(host, poll):
    round_ = reveal(poll.rounds[0], *([["A", "B"]] * 4))

    lines = lines_of(files_of(host, round_, "en")[0])

    columns = next(line for line in lines if line[:2] == ["Place", "Letter"])
    first = next(line for line in lines if line[1:3] == ["A", "Doel A"])
    told = dict(zip(columns, first, strict=True))
    assert told["Place"] == "1"
    assert [cell for column, cell in told.items() if column.startswith("Points")] == ["", ""]


def test_a_second_round_stands_beside_the_first(host, poll):
    reveal(poll.rounds[0], *([["A", "B"]] * 6))
    again = operations.reset_round(poll.rounds[0], "Na het gesprek")
    reveal(again, *([["B", "A"]] * 6))

    lines = lines_of(files_of(host, again, "en")[0])

    assert ["A", "Doel A", "1", "2"] in lines
    assert ["Chosen, beside the round before", "2 of 2 the same"] in lines


def test_the_file_says_what_a_run_off_chose(host, round_):
    reveal_tie(round_)
    run_off = add_run_off(round_)
    reveal(run_off.rounds[0], *([["D"]] * 5))

    facts = facts_of(files_of(host, round_, "en")[0])

    assert facts["Note"] == "A tie: Doel C, Doel D. A run-off chose: Doel D."


def test_figures_are_written_as_the_readers_language_does(host, poll):
    round_ = reveal(vote_of(poll.meeting, "scale"), 1, 2, 2, 2, 2, 2)

    dutch, english = (lines_of(files_of(host, round_, code)[0]) for code in ("nl", "en"))

    assert dutch[-1][-2:] == ["1,8", "2,0"]
    assert english[-1][-2:] == ["1.8", "2.0"]
    assert [cell.value for cell in cells_of(files_of(host, round_)[1])][-2:] == [1.8, 2.0]


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_before_the_reveal_there_is_no_file(host, poll, state):
    round_ = poll.rounds[0]
    if state != "draft":
        operations.open_round(round_)
    if state == "closed":
        operations.close_round(round_)

    answers = files_of(host, round_, "en")

    assert {answer.status_code for answer in answers} == {409}
    assert "has not been shown yet" in answers[0].text


def test_a_rehearsal_and_a_foreign_round_are_not_there(host, leader, poll):
    poll.rounds[0].is_rehearsal = True
    other = drafting.add_poll(poll.meeting, "scale").rounds[0]
    path = f"/m/{poll.meeting.slug}/results"

    assert {answer.status_code for answer in files_of(host, poll.rounds[0])} == {404}
    assert host.get(f"{path}/{'1' * 14}.csv").status_code == 404
    assert host.get(f"{path}/{other.public_id}.pdf").status_code == 404


def test_another_communitys_member_gets_no_file(client, poll):
    round_ = reveal(poll.rounds[0], *([["A", "B"]] * 6))
    stranger = make_person()
    make_community(leader=stranger)
    client.sign_in(stranger)

    assert {answer.status_code for answer in files_of(client, round_)} == {404}
