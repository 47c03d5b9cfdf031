"""Forms as others send them: without their token, with fields of their own, a hundred times."""

from tests.refusals.conftest import World
from tests.refusals.sending import count, form_on, rows
from tests.refusals.visitor import Visitor

KNOWN = "sanne.dewit@example.org"
CODE_ONLY = {"live.join_by_form": "asks for a code and changes nothing"}
EXTRA = {
    "state": "confirmed",
    "status": "confirmed",
    "role": "coordinator",
    "is_accepted": "y",
    "meeting_id": "1",
    "community_id": "1",
    "person_id": "1",
    "id": "1",
    "version": "99",
    "queued_at": "2020-01-01",
}


def test_no_form_is_taken_without_its_token(world: World, public_forms, organiser_forms):
    before, taken = rows(world), {}

    for one in [*public_forms, *organiser_forms]:
        if one.form.method != "POST" or one.endpoint in CODE_ONLY:
            continue
        values = [(name, value) for name, value in one.form.values({}) if "csrf" not in name]
        answer = Visitor(world.app, one.cookies).post(
            one.form.path, [*values, *one.form.buttons[:1]]
        )
        if answer.status != 400:
            taken[f"{one.endpoint} {one.form.path}"] = answer.status

    assert taken == {}
    assert rows(world) == before


def test_fields_that_a_form_does_not_have_change_nothing(world):
    visitor = world.visitor()
    form = form_on(visitor.read(f"{world.paths['full']}/register").page, "email")
    values = form.values({"name": "Slim", "email": "slim@example.org"})

    answer = visitor.post(form.path, [*values, *EXTRA.items()])

    joined = "registration r JOIN person p ON p.id = r.person_id WHERE p.name = 'Slim'"
    assert answer.status == 303
    assert count(world, f"{joined} AND r.state = 'waiting' AND r.version = 1") == 1
    assert (
        count(world, "membership m JOIN person p ON p.id = m.person_id WHERE p.name = 'Slim'") == 0
    )


def test_one_address_gets_few_mails_however_often_it_is_filled_in(world):
    visitor = world.visitor()
    pages = {f"{world.paths['coming']}/register": 20, "/sign-in": 20, "/p/": 20, "/a/": 20}
    before = count(world, "outbox_mail")

    statuses = set()
    for page, times in pages.items():
        form = form_on(visitor.read(page).page, "email")
        for number in range(times):
            fields = {"email": KNOWN, "name": f"Sanne {number}"}
            statuses.add(visitor.send(form, **fields).status)
    added = count(world, "outbox_mail") - before

    assert statuses == {303}
    assert added <= 3 * len(pages)


def test_a_ballot_from_another_site_is_refused(world):
    visitor, path = world.visitor(), world.paths["join open"]
    visitor.read(path)
    door = f"/live{path.removeprefix('/j')}/polls/x/ballot"
    before = rows(world)["ballot"]
    body = b'{"seq": 1, "choice": []}'

    answers = [
        visitor.open("PUT", door, body, Content_Type="application/json", **headers)
        for headers in (
            {"Sec_Fetch_Site": "cross-site"},
            {"Sec_Fetch_Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        )
    ]

    assert [one.status for one in answers] == [403] * 4
    assert rows(world)["ballot"] == before
