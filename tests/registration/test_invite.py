"""An organiser pastes addresses, looks, sends, and sees who comes and who is missing."""

import re
from datetime import timedelta

import sqlalchemy as sa

from lcm import clock
from lcm.communities.operations import PartnerDraft, add_partner
from lcm.db import db
from lcm.meetings.operations import plan_meeting
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.queries import invitations_of
from lcm.registration.tokens import invitation_token
from tests.registration.conftest import answers, draft, kinds, mails, sign_up

PASTED = """Naam; E-mail
"Bakker, Sara" <sara@example.org>; ali.demir@example.org
en nog iemand van de gemeente
sara@example.org"""


def statements_of(call):
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    call()
    return len(seen)


def test_looking_shows_whom_it_understood_and_sends_nothing(organiser, meeting):
    page = organiser.post(
        f"/m/{meeting.slug}/invite", data={"addresses": PASTED, "step": "preview"}
    )

    assert page.status_code == 200
    assert re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', page.text) == [
        ("Sara Bakker", "sara@example.org"),
        ("Ali Demir", "ali.demir@example.org"),
    ]
    assert "en nog iemand van de gemeente" in page.text
    assert "&#34;Bakker, Sara&#34; &lt;sara@example.org&gt;" in page.text
    assert list(invitations_of(meeting)) == []


def test_sending_invites_each_once(organiser, meeting):
    data = {"addresses": PASTED, "step": "send"}

    first = organiser.post(f"/m/{meeting.slug}/invite", data=data)
    organiser.post(f"/m/{meeting.slug}/invite", data=data)

    assert first.status_code == 303
    assert [mail.to_address for mail in mails("invitation")] == [
        "sara@example.org",
        "ali.demir@example.org",
    ]


def test_a_form_without_a_step_only_looks(organiser, meeting):
    organiser.post(f"/m/{meeting.slug}/invite", data={"addresses": PASTED})

    assert mails() == []


def test_a_text_without_addresses_is_kept(organiser, meeting):
    page = organiser.post(
        f"/m/{meeting.slug}/invite", data={"addresses": "Piet en Kees", "step": "send"}
    )

    assert page.status_code == 200
    assert "Piet en Kees</textarea>" in page.text
    assert mails() == []


def test_too_much_at_once_is_refused_with_the_text_kept(organiser, meeting):
    page = organiser.post(f"/m/{meeting.slug}/invite", data={"addresses": "x " * 30_000})

    assert page.status_code == 422
    assert "x x x" in page.text


def test_nobody_is_invited_to_a_draft(organiser, community):
    meeting = plan_meeting(community, draft())

    page = organiser.get(f"/m/{meeting.slug}/invite")
    answer = organiser.post(f"/m/{meeting.slug}/invite", data={"addresses": PASTED, "step": "send"})

    assert f"/m/{meeting.slug}/publish" in page.text
    assert "textarea" not in page.text
    assert answer.status_code == 409
    assert mails() == []


def test_the_list_shows_every_state_with_its_word(organiser, make):
    meeting = make(seats=1)
    sign_up(meeting, "Anna", "Bram")
    sara, ali = invitations.invite(
        meeting, [Invitee("Sara", "sara@example.org"), Invitee("Ali", "ali@example.org")]
    )
    invitations.decline(ali)

    page = organiser.get(f"/m/{meeting.slug}/invite", headers={"Accept-Language": "nl"})

    rows = re.findall(r'<th scope="row"[^>]*>(\w+).*?class="badge[^>]*>([^<]+)<', page.text, re.S)
    assert rows == [
        ("Anna", "plek"),
        ("Bram", "wachtlijst, 1"),
        ("Sara", "uitgenodigd"),
        ("Ali", "kan niet"),
    ]
    assert f"http://localhost/i/{invitation_token(sara)}" in page.text


def test_who_is_missing_is_named(organiser, meeting, community):
    for name, domain in (("Siriz", "social"), ("Ella Verloskundige Zorg", "medical")):
        add_partner(community, PartnerDraft(name, domain_slug=domain))
    operations.register(meeting, answers("Anna", organisation="Ella Verloskundige Zorg"))

    page = organiser.get(f"/m/{meeting.slug}/invite", headers={"Accept-Language": "nl"})
    missing = page.text[page.text.index("Wie missen we nog?") :].split("</section>")[0]
    missing = missing.split("<table")[0]

    assert "Siriz" in missing
    assert "Ella" not in missing
    assert "Sociaal" in missing
    assert "Medisch" not in missing


def test_the_invitation_is_shown_as_it_will_arrive(organiser, meeting):
    page = organiser.get(f"/m/{meeting.slug}/invite/mail")

    assert "Kick-off samenwerking" in page.text
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert kinds() == []


def test_a_past_meeting_invites_nobody(client, sanne, meeting):
    with clock.set_to(meeting.ends_at + timedelta(days=1)):
        client.sign_in(sanne)
        page = client.get(f"/m/{meeting.slug}/invite")

    assert page.status_code == 200
    assert "textarea" not in page.text


def test_three_guests_cost_as_many_statements_as_one(organiser, make):
    meeting = make(seats=2)
    path = f"/m/{meeting.slug}/invite"
    sign_up(meeting, "Anna")
    invitations.invite(meeting, [Invitee("Sara", "sara@example.org")])
    db.session.commit()
    one = statements_of(lambda: organiser.get(path))
    sign_up(meeting, "Bram", "Cato")
    invitations.invite(
        meeting, [Invitee("Ali", "ali@example.org"), Invitee("Noor", "noor@example.org")]
    )
    db.session.commit()

    three = statements_of(lambda: organiser.get(path))

    assert three == one


def test_the_guests_of_a_session_that_is_over_say_whom_it_missed(client, sanne, meeting):
    sign_up(meeting, "Fatima el Idrissi")
    with clock.set_to(meeting.ends_at):
        client.sign_in(sanne)
        page = client.get(f"/m/{meeting.slug}/invite").text

    assert "Wie hebben we gemist?" in page
    assert "#paste" not in page
