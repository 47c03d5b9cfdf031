"""The organiser's table: what is asked is found, sorted and paged, in few statements."""

import csv
import re
from datetime import timedelta
from functools import partial
from io import BytesIO, StringIO

import openpyxl
import pytest

from lcm.db import db
from lcm.people.models import Person
from lcm.registration import operations
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.table import Page, Wanted, page_of
from lcm.registration.table_form import state_words
from tests.registration.conftest import answers, filled_in, kinds, sign_up
from tests.registration.test_invite import statements_of


@pytest.fixture
def path(meeting):
    return f"/m/{meeting.slug}/registrations"


def crowd(meeting, count):
    """Registrations straight into the tables: as many as nobody fills in one by one."""
    for number in range(count):
        name, address = f"Gast {number:04}", f"gast{number}@{meeting.slug}.example.org"
        person = Person(name=name, name_key=name.lower(), email=address, email_key=address)
        row = Registration(meeting=meeting, person=person, locale="nl")
        row.state = RegistrationState.WAITING if number % 5 else RegistrationState.CONFIRMED
        db.session.add(row)
    db.session.commit()
    return meeting.slug


def names(found):
    return [line.registration.person.name for line in found.lines]


def listed(answer):
    return re.findall(r'class="table-link"[^>]*>([^<]+)<', answer.text)


@pytest.mark.usefixtures("both_engines")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Anouk", "bram", "Çeda"]),
        ({"words": "ceda"}, ["Çeda"]),
        ({"words": "ELLA"}, ["bram"]),
        ({"words": "anouk@ example"}, ["Anouk"]),
        ({"words": "bram ella"}, ["bram"]),
        ({"words": "bram anouk"}, []),
        ({"words": "%"}, []),
        ({"domain": "social"}, ["bram"]),
        ({"state": RegistrationState.CANCELLED}, ["Dirk"]),
        ({"state": RegistrationState.WAITING}, []),
        ({"sort": "organisation"}, ["Anouk", "Çeda", "bram"]),
        ({"sort": "domain"}, ["Anouk", "Çeda", "bram"]),
        ({"sort": "moment"}, ["bram", "Anouk", "Çeda"]),
        ({"sort": "newest"}, ["Çeda", "Anouk", "bram"]),
    ],
)
def test_the_table_finds_and_sorts(meeting, asked, expected):
    ella = answers("bram", organisation="Ella", domain_slug="social")
    for number, one in enumerate([ella, answers("Anouk"), answers("Çeda", "c@example.org")]):
        operations.register(meeting, one).queued_at += timedelta(minutes=number)
    (dirk,) = sign_up(meeting, "Dirk")
    operations.cancel(dirk)

    found = page_of(meeting, Wanted(**asked))

    assert names(found) == expected


def test_who_waits_has_the_turn_that_the_mail_told(make):
    meeting = make(seats=1)
    sign_up(meeting, "Anna", "Cato", "Bram")

    found = page_of(meeting, Wanted(sort="state"))

    assert [(line.registration.person.name, line.position) for line in found.lines] == [
        ("Anna", 0),
        ("Cato", 1),
        ("Bram", 2),
    ]


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (6, 12, [1, None, 4, 5, 6, 7, 8, None, 12]),
        (12, 12, [1, None, 10, 11, 12]),
    ],
)
def test_pages_are_numbered_around_the_one_shown(number, last, expected):
    assert Page((), 0, number, last).numbers == expected


def test_a_page_shows_fifty_of_five_thousand_in_as_many_statements_as_one(organiser, make):
    counted = []
    for count in (2, 3, 5000):
        path = f"/m/{crowd(make(title=f'Met {count}'), count)}/registrations"
        counted.append(statements_of(partial(organiser.get, path)))
    page = organiser.get(f"{path}?page=100")

    assert counted[0] == counted[1] == counted[2]
    assert listed(page) == [f"Gast {number}" for number in range(4950, 5000)]
    assert 'aria-current="page"><span class="visually-hidden">Pagina </span>100' in page.text


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-3", "page=9999999999", "page=²", "sort=x&state=x&domain=x&page=x"]
)
def test_what_nobody_can_ask_counts_as_not_asked(organiser, meeting, path, asked):
    sign_up(meeting, "Anna")

    answer = organiser.get(f"{path}?{asked}")

    assert answer.status_code == 200
    assert listed(answer) == ["Anna"]


def test_the_files_hold_who_is_found_and_no_notes(organiser, meeting, path):
    anna, _bram = sign_up(meeting, "Anna", "Bram")
    anna.person.name, anna.note = "=Anna", "geheim"
    db.session.commit()

    text = organiser.get(f"{path}.csv?words=anna").data.decode("utf-8-sig")
    book = openpyxl.load_workbook(BytesIO(organiser.get(f"{path}.xlsx").data))

    head, row = csv.reader(StringIO(text), delimiter=";")
    assert head[:3] == ["Naam", "Mailadres", "Organisatie"]
    assert row[:2] == ["'=Anna", "anna@example.org"]
    assert [one[1].value for one in book.active.rows][1:] == [
        "anna@example.org",
        "bram@example.org",
    ]
    assert "geheim" not in text


def test_every_state_has_words(app):
    assert set(state_words()) == set(RegistrationState)


def test_adding_by_hand_asks_whether_the_person_knows(organiser, meeting, path):
    refused = organiser.post(f"{path}/new", data=filled_in())
    added = organiser.post(f"{path}/new", data=filled_in(is_agreed="y"))

    assert refused.status_code == 422
    assert "Vraag het eerst" in refused.text
    assert added.status_code == 303
    assert kinds() == ["confirmed"]
