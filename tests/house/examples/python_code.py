"""Examples for the rules on Python code, its names and its sizes."""

from ..checks import abstraction, code, naming, sizes, wording
from . import Example, one

LONG = "    a = 1\n"
VIEW = '@bp.get("/m/<slug>")\ndef show(slug):\n    """One line."""\n'
BASE = "class Sender(ABC):\n    pass\n"
SHAPE = "class Mailbox(Sender):\n    pass\n"
SMTP = "class Smtp(Sender):\n    pass\n"

ALARMS = [
    one(code.modules_parse, "lcm/db.py", "def broken(:\n    pass\n"),
    one(code.booleans_have_names_in_calls, "lcm/db.py", "def close(poll, early=False): ..."),
    one(code.booleans_have_names_in_calls, "lcm/db.py", "\ndef close(early: bool): ...", 2),
    one(code.booleans_have_names_in_calls, "lcm/db.py", "def close(early: bool | None): ..."),
    one(code.only_the_edge_commits, "lcm/live/operations.py", "\ndb.session.commit()", 2),
    one(code.only_the_edge_commits, "lcm/cli.py", "later(session.commit)"),
    one(code.only_the_clock_tells_time, "lcm/live/operations.py", "x = datetime.now(UTC)"),
    one(code.only_the_clock_tells_time, "lcm/mail/outbox.py", "x = datetime.datetime.utcnow()"),
    one(code.only_the_clock_tells_time, "tests/test_app.py", "x = time.time()"),
    one(code.only_the_clock_tells_time, "wsgi.py", "from time import time"),
    one(code.only_the_clock_tells_time, "lcm/insight/views.py", "x = date.today()"),
    one(code.no_guessing_getattr, "lcm/db.py", "getattr(person, 'name', '')"),
    one(code.operations_know_no_page, "lcm/live/operations.py", "from flask import request"),
    one(code.operations_know_no_page, "lcm/live/operations.py", "from lcm.live import forms"),
    one(code.operations_know_no_page, "lcm/live/operations/votes.py", "from .forms import Vote"),
    one(wording.translated_texts_are_literal, "lcm/live/views.py", '\n_(f"Hello {name}")', 2),
    one(wording.translated_texts_are_literal, "lcm/live/views.py", '_("Hello " + name)'),
    one(wording.translated_texts_are_literal, "lcm/live/views.py", 'ngettext("a %s" % b, "c", 2)'),
    one(wording.people_read_their_own_language, "lcm/people/forms.py", 'x = StringField("Name")'),
    one(wording.people_read_their_own_language, "lcm/people/views.py", 'flash("See you there")'),
    one(
        wording.people_read_their_own_language,
        "lcm/errors.py",
        'class Full(DomainError):\n    message: object = "There is no seat."\n',
        2,
    ),
    one(
        wording.people_read_their_own_language,
        "lcm/people/forms.py",
        'x = Length(max=3, message="At most 3 letters.")',
    ),
    one(
        wording.people_read_their_own_language,
        "lcm/live/choices.py",
        'SENTENCES = {\n    "twice": "You chose the same option twice.",\n}\n',
        2,
    ),
    one(naming.no_drawer_files, "lcm/live/utils.py", "", 0),
    one(naming.no_drawer_files, "lcm/services/mail.py", "", 0),
    one(naming.no_drawer_files, "lcm/static/js/form-helpers.js", "", 0),
    one(naming.no_empty_function_names, "lcm/live/queries.py", "\n\ndef get_ranking(): ...", 3),
    one(naming.no_empty_function_names, "lcm/live/queries.py", "def _handle_vote(): ..."),
    one(naming.no_empty_function_names, "tests/factories.py", "async def process_mail(): ..."),
    one(naming.no_empty_function_names, "lcm/live/queries.py", "def info(): ..."),
    one(naming.no_empty_function_names, "lcm/db.py", "def process_bind_param(): ..."),
    one(naming.no_empty_variables, "lcm/live/queries.py", "\ndata = []", 2),
    one(naming.no_empty_variables, "lcm/live/queries.py", "def cast(info): ..."),
    one(naming.no_empty_variables, "lcm/live/queries.py", "for data in rows: ..."),
    one(
        naming.an_element_is_named_as_its_file,
        "lcm/static/js/ballot.js",
        '\ncustomElements.define("vote-ballot", VoteBallot);',
        2,
    ),
    one(naming.a_blueprint_is_named_as_its_package, "lcm/live/views.py", 'Blueprint("vote", x)'),
    one(sizes.functions_are_short, "lcm/db.py", "def long():\n" + LONG * 40),
    one(sizes.views_are_short, "lcm/live/views.py", VIEW + LONG * 21, 2),
    one(sizes.parameters_are_few, "lcm/db.py", "def many(a, b, c, *, d, e, f): ..."),
    one(sizes.files_are_short, "lcm/db.py", "a = 1\n" * 251, 251),
    one(sizes.files_are_short, "templates/live/host.html", "<p>\n" * 121, 121),
    one(sizes.files_are_short, "lcm/static/js/live-vote.js", "f();\n" * 151, 151),
    one(sizes.files_are_short, "lcm/static/css/card.css", "\n" * 201, 201),
    Example(sizes.styles_are_few, {f"lcm/static/css/part-{n}.css": "\n" * 200 for n in range(16)}),
    one(abstraction.abstract_bases_are_shared, "lcm/mail/smtp.py", f"\n{BASE}{SHAPE}", 2),
    one(
        abstraction.abstract_bases_are_shared,
        "lcm/mail/smtp.py",
        "class Sender:\n    @abstractmethod\n    def send(self): ...\n",
    ),
    one(
        abstraction.functions_do_more_than_forward,
        "lcm/mail/outbox.py",
        "def send(mail, *, now):\n    return smtp.send(mail, now=now)\n",
    ),
    one(
        abstraction.functions_do_more_than_forward,
        "lcm/mail/outbox.py",
        'async def send(mail):\n    """Send."""\n    await deliver(mail)\n',
    ),
]

SILENT = [
    one(code.modules_parse, "lcm/db.py", "def whole(): ..."),
    one(code.booleans_have_names_in_calls, "lcm/db.py", "def close(poll, *, early=False): ..."),
    one(code.booleans_have_names_in_calls, "tests/test_app.py", "def close(early=False): ..."),
    one(
        code.booleans_have_names_in_calls,
        "lcm/web/filters.py",
        "class A:\n    @open.setter\n    def open(self, value: bool): ...\n",
    ),
    one(
        code.booleans_have_names_in_calls,
        "lcm/web/filters.py",
        '@bp.app_template_filter("yes")\ndef yes(value: bool): ...',
    ),
    one(code.only_the_edge_commits, "lcm/db.py", "session.commit()"),
    one(code.only_the_edge_commits, "lcm/live/operations.py", '"""Never commit()."""'),
    one(code.only_the_clock_tells_time, "lcm/clock.py", "datetime.now(UTC)"),
    one(code.only_the_clock_tells_time, "lcm/db.py", "clock.now(); func.now(); time.monotonic()"),
    one(code.no_guessing_getattr, "lcm/db.py", "getattr(x, name, None); getattr(x, 'a')"),
    one(code.operations_know_no_page, "lcm/live/operations.py", "from lcm.db import db"),
    one(code.operations_know_no_page, "lcm/live/operations.py", "from flask_babel import gettext"),
    one(code.operations_know_no_page, "lcm/live/views.py", "from flask import request"),
    one(wording.translated_texts_are_literal, "lcm/live/views.py", '_("Hello %(name)s", name=n)'),
    one(wording.translated_texts_are_literal, "lcm/live/views.py", "for _ in rows: _(label)"),
    one(wording.people_read_their_own_language, "lcm/settings.py", 'x: str = Field("Our Name")'),
    one(wording.people_read_their_own_language, "lcm/people/forms.py", 'StringField(_l("Name"))'),
    one(wording.people_read_their_own_language, "lcm/cli.py", 'raise ValidationError("No such x")'),
    one(
        wording.people_read_their_own_language,
        "lcm/live/choices.py",
        '"""You chose the same twice."""\nlog.info("A phone was told to wait.")\n'
        'def f():\n    """It is what it is."""\n    raise ValueError("An instant must be aware.")\n'
        'SENTENCES = {"twice": _l("You chose the same option twice."), "kind": "Dotted a.b.c."}\n',
    ),
    one(naming.no_drawer_files, "lcm/live/ranking.py", ""),
    one(naming.no_drawer_files, "deploy/lcm.service", ""),
    one(naming.no_drawer_files, "lcm/static/js/vendor/x-1/utils.js", ""),
    one(naming.no_drawer_files, "docs/learning-community-manager.md", ""),
    one(naming.no_empty_function_names, "lcm/live/queries.py", "def ranking(): ..."),
    one(
        naming.no_empty_function_names,
        "lcm/db.py",
        "class A:\n    def process_bind_param(self): ...\n    async def handle_DATA(self): ...\n",
    ),
    one(naming.no_empty_variables, "lcm/live/queries.py", "x.data = client.post(data=1).info"),
    one(naming.no_empty_variables, "lcm/settings.py", "data: Path = 1"),
    one(
        naming.no_empty_variables, "lcm/web/a.py", "class A:\n    def handle_data(self, data): ..."
    ),
    one(
        naming.an_element_is_named_as_its_file,
        "lcm/static/js/live-vote.js",
        'customElements.define("live-vote", LiveVote);\n// customElements.define("x-y", X)',
    ),
    one(naming.a_blueprint_is_named_as_its_package, "lcm/live/views.py", 'Blueprint("live", x)'),
    one(naming.a_blueprint_is_named_as_its_package, "lcm/web/assets.py", 'Blueprint("assets", x)'),
    one(sizes.functions_are_short, "lcm/db.py", 'def f():\n    """A\n\n    b."""\n' + LONG * 39),
    one(sizes.functions_are_short, "migrations/versions/1.py", "def f():\n" + LONG * 90),
    one(sizes.views_are_short, "lcm/live/views.py", VIEW + LONG * 20),
    one(sizes.views_are_short, "lcm/db.py", '@cache.get("x")\ndef f():\n' + LONG * 30),
    one(sizes.parameters_are_few, "lcm/db.py", "class A:\n    def f(self, a, b, c, d, e): ..."),
    one(sizes.parameters_are_few, "tests/test_app.py", "def test_x(a, b, c, d, e, f): ..."),
    one(sizes.files_are_short, "lcm/db.py", "a = 1\n" * 250),
    one(sizes.files_are_short, "lcm/static/css/vendor/p/p.css", "\n" * 900),
    Example(sizes.styles_are_few, {f"lcm/static/css/part-{n}.css": "\n" * 200 for n in range(15)}),
    one(abstraction.abstract_bases_are_shared, "lcm/mail/smtp.py", BASE + SHAPE + SMTP),
    Example(
        abstraction.abstract_bases_are_shared,
        {"lcm/mail/a.py": BASE, "lcm/mail/b.py": SHAPE, "lcm/mail/c.py": SMTP},
    ),
    one(
        abstraction.functions_do_more_than_forward,
        "lcm/db.py",
        "def words(rows):\n    return list(rows)\n"
        "def ranked(rows):\n    return Ranking(rows)\n"
        "def later(call):\n    session.setdefault('x', []).append(call)\n"
        "def show(mail):\n    return smtp.send(mail, now())\n"
        "class A(B):\n    def send(self, mail):\n        return smtp.send(mail)\n"
        "class C:\n    def add(self, x):\n        self._kept.append(x)\n",
    ),
    one(
        abstraction.functions_do_more_than_forward,
        "lcm/cli.py",
        "@group.command()\ndef send(mail):\n    deliver(mail)\n",
    ),
]
