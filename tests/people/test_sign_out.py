"""A sign-in ends where it was ended, for every copy of its cookie."""

from lcm.people.models import Login

from .conftest import count, is_inside, press


def test_signing_out_ends_the_sign_in_for_a_copied_cookie_too(client, another, sanne):
    client.sign_in(sanne)
    cookie = client.get_cookie("session")
    thief = another()
    thief.set_cookie("session", cookie.value)
    was_inside = is_inside(thief)

    client.post("/sign-out")

    assert was_inside
    assert not is_inside(client)
    assert not is_inside(thief)


def test_signing_in_leaves_a_planted_cookie_behind(client, another, sanne, received):
    attacker = another()
    attacker.post("/sign-in", data={"email": "attacker@example.org"})
    planted = attacker.get_cookie("session").value
    client.set_cookie("session", planted)
    client.post("/sign-in", data={"email": sanne.email})

    press(client, received(sanne.email).path, sanne)

    assert client.get_cookie("session").value != planted
    assert is_inside(client)
    assert not is_inside(attacker)


def test_signing_in_anew_ends_the_sign_in_before_it(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    first = received(sanne.email).path
    client.post("/sign-in", data={"email": sanne.email})
    second = received(sanne.email).path

    press(client, first, sanne)
    with client.session_transaction() as cookie:
        browser_of_before = cookie.get("browser")
    again = press(client, second, sanne)

    assert browser_of_before is None
    assert again.status_code == 422
    assert count(Login) == 1
