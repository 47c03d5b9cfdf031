"""Every field of every form takes whatever is typed: a sentence, never a fault, and it stays."""

from collections.abc import Iterator, Sequence

from tests.refusals.conftest import World
from tests.refusals.crawled import Found
from tests.refusals.hostile import harm_in, values_for
from tests.refusals.visitor import Answer, Field, Form, Page, Visitor

# What a crawl does not send, with the reason; everything else that takes a POST must be met.
NOT_MET = {
    "live.ballot": "JSON, see test_ballot_door.py",
    "live.say_voted": "a phone's script sends it, without a field; see tests/live/beforehand",
    "people.sign_in_by_link": "its link stands in a mail; see tests/people",
}
NOT_SENT = {
    "live.rehearse": "its phones vote on for seconds, into a database that is put back meanwhile",
}
NEVER_TYPED = ("csrf_token",)
REFUSED_BY = {"error", "error-summary", "notice", "message"}


def test_every_field_a_participant_meets_takes_whatever_is_typed(world, public_forms):
    faults = faults_of(world, public_forms)

    assert "\n".join(faults) == ""


def test_every_field_an_organiser_meets_takes_whatever_is_typed(
    world, organiser_forms, public_forms
):
    public = {one.endpoint for one in public_forms}
    own = [one for one in organiser_forms if one.endpoint not in public]

    faults = faults_of(world, own)

    assert "\n".join(faults) == ""


def test_the_crawl_meets_every_form(world, organiser_forms, public_forms):
    """The control: a form that is not met would pass the tests above unseen."""
    found = [*organiser_forms, *public_forms]

    wanted = {
        rule.endpoint for rule in world.app.url_map.iter_rules() if {"POST", "PUT"} & rule.methods
    }
    assert wanted - {one.endpoint for one in found} - set(NOT_MET) == set()
    assert [one.endpoint for one in found if one.endpoint.startswith("nothing takes")] == []
    assert [
        one.endpoint for one in found if len(one.form.fields) > 1 and not one.form.buttons
    ] == []


def test_harm_and_loss_are_seen():
    """The control: what the tests above look for is found where it is."""
    harmed = Page("/", '<p>1337</p><img src=x onerror="alert(1)"><a href="javascript:x">x</a>')
    form = Form("/", "/x", "POST", (Field("name", "text", ""),))
    blank = Page("/x", '<form method="post"><input name="name" value="">')

    assert len(harm_in(harmed)) == 3
    assert lost_in(blank, form, {"name": "Samira"}) == "name came back as ''"


def faults_of(world: World, found: Sequence[Found]) -> list[str]:
    faults = []
    for one, field, what, text in attempts(found):
        visitor = Visitor(world.app, one.cookies)
        answer = visitor.send(one.form, one.form.buttons[0], **{field.name: text})
        fault = fault_of(answer, one, field, text) or shown_fault(visitor, answer)
        if answer.status < 400 or answer.status == 429:
            world.renew()
        if fault:
            faults.append(f"{one.endpoint} {field.name} {what}: {fault}")
    return faults


def attempts(found: Sequence[Found]) -> Iterator[tuple[Found, Field, str, str]]:
    """Give each form's fields with each hostile value; a field of one name and place once."""
    met = set()
    for one in found:
        for field in one.form.fields if one.endpoint not in NOT_SENT else ():
            name = field.name.rpartition("-")[2]
            if name in NEVER_TYPED or (one.endpoint, name) in met:
                continue
            met.add((one.endpoint, name))
            for what, text in values_for(field).items():
                yield one, field, what, text


def fault_of(answer: Answer, found: Found, field: Field, text: str) -> str:
    """Return what is wrong with the answer to one hostile value; "" when nothing is."""
    if answer.status >= 500:
        return f"status {answer.status}"
    if field.is_typed and answer.status not in (200, 302, 303, 422):
        return f"status {answer.status} for what somebody typed"
    if answer.status >= 400 and not has_sentence(answer):
        return f"status {answer.status} without a sentence"
    if answer.status == 422 and field.is_typed:
        return lost_in(answer.page, found.form, {field.name: text})
    return ""


def has_sentence(answer: Answer) -> bool:
    """Say whether a refusal tells what to do: beside a field, in a notice, or as the page."""
    if answer.page is None:
        return False
    elements = answer.page.elements
    classes = {name for _tag, given in elements for name in given.get("class", "").split()}
    return "To the front page" in answer.page.text or bool(classes & REFUSED_BY)


def lost_in(page: Page, sent: Form, changed: dict[str, str]) -> str:
    """Return which typed words the page that came back does not show any more."""
    typed = {one.name for one in sent.fields if one.is_typed}
    fields = (one for form in page.forms for one in form.fields)
    shown = {one.name: one.value or "" for one in fields if one.is_typed and one.name in typed}
    for name, value in sent.values(changed):
        if name in typed and "\ud800" not in value and words(value) != words(shown.get(name, "")):
            return f"{name} came back as {shown.get(name, 'nothing')[:60]!r}"
    return ""


def words(text: str) -> str:
    """Return what counts as typed: without what nobody sees, however it is spaced."""
    return "".join(one for one in text if one.isprintable() and one != " ")


def shown_fault(visitor: Visitor, answer: Answer) -> str:
    """Return what is wrong with the page that shows what was stored; "" when nothing is."""
    if answer.status >= 400:
        return ""
    shown = answer if answer.page else visitor.read(answer.location or "/")
    if shown.status >= 400:
        return f"then status {shown.status}"
    harm = harm_in(shown.page) if shown.page else []
    return f"{harm} on {shown.path}" if harm else ""
