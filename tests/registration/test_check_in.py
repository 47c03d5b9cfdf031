"""At the door: a tap, a code, a walk-in; the list on paper and in a file."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lcm.people.operations import person_for
from lcm.registration import operations
from lcm.registration.models import Place
from lcm.registration.queries import find_place, present_places
from lcm.registration.tokens import check_in_token, place_token
from tests.factories import make_person
from tests.registration.conftest import post, sign_up
from tests.registration.test_invite import statements_of


@pytest.fixture
def path(meeting):
    return f"/m/{meeting.slug}/check-in"


@pytest.fixture
def anna(meeting):
    return sign_up(meeting, "Anna Smit")[0]


@pytest.mark.usefixtures("just_before")
def test_one_tap_checks_in_and_a_second_tells_the_first_time(organiser, path, anna):
    first = post(organiser, f"{path}/{anna.public_id}", mark="present")
    second = post(organiser, f"{path}/{anna.public_id}", mark="present")

    assert "Anna Smit is ingecheckt." in first.text
    assert "er, 13.50" in first.text
    assert "Anna Smit was al ingecheckt om 13.50 uur." in second.text


@pytest.mark.usefixtures("just_before")
def test_a_tap_is_taken_back(organiser, path, anna):
    post(organiser, f"{path}/{anna.public_id}", mark="present")

    page = post(organiser, f"{path}/{anna.public_id}", mark="expected")

    assert "Teruggedraaid: bij Anna Smit staat niets meer ingevuld." in page.text
    assert find_place(anna).present_at is None


@pytest.mark.usefixtures("just_before")
def test_a_tap_in_a_filtered_list_leads_back_to_it(organiser, path, anna):
    answer = organiser.post(f"{path}/{anna.public_id}?show=missing", data={"mark": "present"})

    assert answer.location == f"{path}?show=missing#p-{anna.public_id}"


@pytest.mark.usefixtures("just_before")
@pytest.mark.parametrize("chosen", ["", "married", "EXPECTED"])
def test_without_a_known_button_nothing_changes(organiser, path, anna, chosen):
    answer = organiser.post(f"{path}/{anna.public_id}", data={"mark": chosen})

    assert answer.status_code == 422
    assert find_place(anna) is None


def test_before_the_day_the_page_has_no_buttons_and_a_tap_is_refused(organiser, path, anna):
    page = organiser.get(path)
    answer = organiser.post(f"{path}/{anna.public_id}", data={"mark": "present"})

    assert 'name="mark"' not in page.text
    assert answer.status_code == 409
    assert "vanaf drie uur voor het begin" in answer.text


@pytest.mark.usefixtures("just_before", "anna")
def test_people_are_searched_by_name_and_filtered(organiser, meeting, path):
    [bram] = sign_up(meeting, "Bram de Vries")
    post(organiser, f"{path}/{bram.public_id}", mark="online")

    assert "Anna Smit" not in organiser.get(f"{path}?q=vries").text
    assert "Bram de Vries" not in organiser.get(f"{path}?show=missing").text
    assert "Anna Smit" not in organiser.get(f"{path}?show=here").text
    assert "Niemand met die naam" in organiser.get(f"{path}?q=zzz").text
    assert "<strong>1</strong> van 2" in organiser.get(f"{path}?show=nonsense").text


@pytest.mark.usefixtures("just_before")
def test_somebody_walks_in(organiser, meeting, path):
    page = post(organiser, path, name="Ali", organisation="Ella", domain="medical", visit="abc")

    assert "Ali is ingecheckt." in page.text
    assert "inloper" in page.text
    assert [place.name for place in present_places(meeting)] == ["Ali"]


@pytest.mark.usefixtures("just_before")
def test_a_walk_in_without_a_name_is_asked_for_it_and_keeps_the_rest(organiser, path):
    page = organiser.post(path, data={"name": " ", "organisation": "Ella", "domain": "x"})

    assert page.status_code == 422
    assert 'value="Ella"' in page.text
    assert Place.query.count() == 0


def test_the_code_of_a_participant_stands_on_their_page(client, anna):
    page = client.get(f"/p/{place_token(anna)}")

    assert "Mijn code voor de deur" in page.text
    assert "entry-code" in page.text


def test_who_waits_has_no_code(client, make):
    _first, second = sign_up(make(seats=1), "Anna", "Bram")

    assert "entry-code" not in client.get(f"/p/{place_token(second)}").text


@pytest.mark.usefixtures("just_before")
def test_a_scan_changes_nothing_until_the_host_taps(organiser, anna):
    scan = f"/check-in/{check_in_token(anna)}"

    looked = organiser.get(scan)
    was_there = find_place(anna)
    tapped = post(organiser, scan, mark="present")
    again = organiser.get(scan)

    assert "Anna Smit" in looked.text
    assert was_there is None
    assert "Anna Smit is ingecheckt." in tapped.text
    assert "Anna Smit was al ingecheckt om 13.50 uur." in again.text
    assert 'value="present"' not in again.text


@pytest.mark.usefixtures("just_before")
def test_anybody_else_reads_whom_to_show_the_code_to(client, anna):
    scan = f"/check-in/{check_in_token(anna)}"

    looked, tapped = client.get(scan), client.post(scan, data={"mark": "present"})
    client.sign_in(make_person())
    stranger = client.post(scan, data={"mark": "present"})

    assert "Laat deze code zien bij de deur" in looked.text
    assert "Anna" not in looked.text
    assert (tapped.status_code, stranger.status_code) == (404, 404)
    assert find_place(anna) is None


@pytest.mark.usefixtures("just_before")
def test_the_code_of_who_cancelled_says_so_and_checks_nobody_in(organiser, anna):
    operations.cancel(anna)
    scan = f"/check-in/{check_in_token(anna)}"

    looked, tapped = organiser.get(scan), organiser.post(scan, data={"mark": "present"})

    assert "heeft deze plek afgezegd" in looked.text
    assert tapped.status_code == 404


def test_a_personal_link_is_no_code_and_a_code_is_no_personal_link(client, anna):
    assert client.get(f"/check-in/{place_token(anna)}").status_code == 404
    assert client.get(f"/p/{check_in_token(anna)}").status_code == 404


@pytest.mark.usefixtures("just_before")
def test_two_hundred_people_cost_as_many_statements_as_three(organiser, meeting, path):
    sign_up(meeting, *[f"Gast {number}" for number in range(3)])
    organiser.get(path)
    few = statements_of(lambda: organiser.get(path))
    people = sign_up(meeting, *[f"Gast {number}" for number in range(3, 200)])
    one = f"{path}/{people[-1].public_id}"
    organiser.get(path)

    many = statements_of(lambda: organiser.get(path))
    tap = statements_of(lambda: organiser.post(one, data={"mark": "present"}))

    assert many <= few
    assert tap <= 25


def test_the_paper_list_has_everybody_per_domain_with_a_box(organiser, path, anna):
    page = organiser.get(f"{path}/list")

    assert page.text.count("paper-box") == 1 + 8
    assert "<strong>Anna Smit</strong>" in page.text


@pytest.mark.usefixtures("just_before")
def test_attendance_is_a_file_without_formulas_and_addresses(organiser, meeting, path, anna):
    post(organiser, path, name="=1+1", organisation="Ella", domain="medical", visit="abc")
    post(organiser, f"{path}/{anna.public_id}", mark="excused")

    text = organiser.get(f"/m/{meeting.slug}/attendance.csv").text
    book = load_workbook(BytesIO(organiser.get(f"/m/{meeting.slug}/attendance.xlsx").data))

    assert "'=1+1;Ella;Medisch;aanwezig;13.50;nee, zo binnengelopen" in text
    assert "Anna Smit;;Medisch;afgemeld;;ja" in text
    assert "@" not in text
    assert [cell.value for cell in book.active[3]][:2] == ["=1+1", "Ella"]
    assert person_for("Anna Smit", "anna@example.org").id == anna.person_id
