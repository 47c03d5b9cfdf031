"""Every page speaks one language, its reader's, whatever is asked beside it or was before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import g, render_template_string
from flask.testing import FlaskClient

from lcm.clock import now
from lcm.db import db
from lcm.i18n import force_locale
from tests.factories import make_meeting

DONE = "{{ _('Done') }}"
DAYS = "{{ ngettext('%(num)d day late', '%(num)d days late', days) }}"
NOTED = "{{ _('noted by %(name)s', name=name) }}"
PLAIN = f"{{% autoescape false %}}{NOTED}{{% endautoescape %}}"
ENGLISH, DUTCH = "Done", "Afgerond"
CALENDAR = {"en": "Put it in your calendar", "nl": "Zet het in je agenda"}


def spoken(app, **settings):
    """Return the word for done on a page asked for with ``settings``, in a request of its own."""
    with app.test_request_context("/", **settings):
        return render_template_string(DONE)


@pytest.fixture
def slugs(bare_app):
    """The addresses of an English and of a Dutch meeting."""
    with bare_app.app_context():
        next_week = now() + timedelta(days=7)
        english, dutch = (make_meeting(starts_at=next_week) for _ in range(2))
        english.locale = "en"
        db.session.commit()
        return {"en": english.slug, "nl": dutch.slug}


@pytest.mark.parametrize("asked", [{"Accept-Language": "{}"}, {"Cookie": "language={}"}])
def test_readers_at_the_same_moment_each_get_their_own_language(bare_app, asked):
    start = Barrier(4)

    def read(code):
        start.wait()
        headers = {name: value.format(code) for name, value in asked.items()}
        return {spoken(bare_app, headers=headers) for _ in range(200)}

    with ThreadPoolExecutor(4) as readers:
        heard = list(readers.map(read, ["nl", "en", "nl", "en"]))

    assert heard == [{DUTCH}, {ENGLISH}, {DUTCH}, {ENGLISH}]


def test_pages_of_meetings_speak_their_meetings_language_side_by_side(bare_app, slugs):
    start = Barrier(2)

    def read(code):
        client = FlaskClient(bare_app)
        start.wait()
        pages = [client.get(f"/m/{slugs[code]}").text for _ in range(5)]
        return {(CALENDAR["en"] in page, CALENDAR["nl"] in page) for page in pages}

    with ThreadPoolExecutor(2) as readers:
        english, dutch = readers.map(read, ["en", "nl"])

    assert english == {(True, False)}
    assert dutch == {(False, True)}


def test_content_decides_only_for_a_reader_who_names_no_language(bare_app):
    heard = []
    for headers in ({}, {"Accept-Language": "en"}):
        with bare_app.test_request_context("/", headers=headers):
            g.content_locale = "nl"
            heard.append(render_template_string(DONE))

    assert heard == [DUTCH, ENGLISH]


def test_a_forced_language_holds_inside_and_ends_outside(bare_app):
    with bare_app.test_request_context("/", headers={"Accept-Language": "en"}):
        heard = [render_template_string(DONE)]
        with force_locale("nl"):
            heard.append(render_template_string(DONE))
            with force_locale("en"):
                heard.append(render_template_string(DONE))
            heard.append(render_template_string(DONE))
        heard.append(render_template_string(DONE))

    assert heard == [ENGLISH, DUTCH, ENGLISH, DUTCH, ENGLISH]


@pytest.mark.parametrize(
    ("code", "words"), [("nl", ["1 dag te laat", "3 dagen te laat"]), ("en", ["1 day", "3 days"])]
)
def test_counted_sentences_take_the_form_of_their_number(bare_app, code, words):
    with bare_app.test_request_context("/", headers={"Accept-Language": code}):
        heard = [render_template_string(DAYS, days=days) for days in (1, 3)]

    assert [text.startswith(start) for text, start in zip(heard, words, strict=True)] == [True] * 2


def test_a_value_is_escaped_on_a_page_and_left_alone_in_plain_text(bare_app):
    with bare_app.test_request_context("/", headers={"Accept-Language": "en"}):
        page = render_template_string(NOTED, name="<b>")
        plain = render_template_string(PLAIN, name="<b>")

    assert page == "noted by &lt;b&gt;"
    assert plain == "noted by <b>"
