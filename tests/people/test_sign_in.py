"""The form that asks for a link, and the page its reader returns to."""

import pytest

from lcm.mail.models import OutboxMail
from lcm.people.models import SignInRequest

from .conftest import count, press


def test_the_reader_returns_to_the_page_that_asked_to_sign_in(client, sanne, received):
    client.post("/sign-in?next=/privacy", data={"email": sanne.email})

    answer = press(client, received(sanne.email).path, sanne)

    assert answer.headers["Location"] == "/privacy"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/%0d%0aLocation:%20https://evil.example",
        "/\r\nLocation: https://evil.example",
        "/\t/evil.example",
        "@evil.example",
        "/@evil.example",
        "/no-such-page",
        "",
    ],
)
def test_the_way_back_never_leaves_this_site(client, sanne, received, target):
    client.post("/sign-in", query_string={"next": target}, data={"email": sanne.email})

    answer = press(client, received(sanne.email).path, sanne)
    signed_in_already = client.get("/sign-in", query_string={"next": target})

    assert answer.headers["Location"] == "/"
    assert signed_in_already.headers["Location"] == "/"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "sanne",
        "sanne@",
        "a" * 300 + "@example.org",
        "sanne@example.org\r\nBcc: all@example.org",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}@example",
        "\x00",
    ],
)
def test_what_is_no_address_is_refused_and_kept(client, sanne, typed):
    answer = client.post("/sign-in", data={"email": typed})

    assert answer.status_code == 422
    assert count(SignInRequest) == 0
    assert count(OutboxMail) == 0
    assert "<script>" not in answer.text
    if typed.startswith("sanne"):
        assert "sanne" in answer.text
