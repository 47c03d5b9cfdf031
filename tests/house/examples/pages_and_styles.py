"""Examples for the rules on templates, scripts and style sheets."""

from ..checks import markup, pages, styles
from . import Example, one

RENDER = 'render_template("live/host.html")\n'
VIEW = '@bp.get("/h")\ndef {name}():\n    return render_template("{page}")\n'
POST = VIEW.replace("get", "post")
BODY = " ".join(f"<p>word{number}</p>" for number in range(20))
MAIL = "templates/mail/live/closed"
WHOLE_MAIL = {f"{MAIL}/{part}": "" for part in ("subject.txt", "body.txt", "body.mjml")}
CSS = "lcm/static/css/card.css"
JS = "lcm/static/js/live-vote.js"
PAGE = "templates/live/host.html"
CARD = ".card { color: var(--ink) }\n"

ALARMS = [
    one(markup.fields_come_from_macros, PAGE, '<form>\n<input name="a">', 2),
    one(markup.fields_come_from_macros, PAGE, "<textarea></textarea>"),
    one(markup.fields_come_from_macros, JS, "box.innerHTML = `<select>`;"),
    one(markup.no_inline_style_or_script, PAGE, '<p>\n<p style="color: red">', 2),
    one(markup.no_inline_style_or_script, PAGE, "<style>p { margin: 0 }</style>"),
    one(markup.no_inline_style_or_script, PAGE, "<button onclick='go()'>"),
    one(markup.no_inline_style_or_script, PAGE, "<script>go()</script>"),
    one(markup.no_inline_style_or_script, PAGE, '<script type="importmap">{}</script>'),
    one(markup.no_inline_style_or_script, PAGE, '{{ field(form.name, onclick="go()") }}'),
    one(markup.no_inline_style_or_script, PAGE, '<p {% if a > b %}x{% endif %} style="a">'),
    one(markup.scripts_set_no_inline_style, JS, '\nbar.setAttribute("style", x);', 2),
    one(markup.no_plain_words, PAGE, "<h1>{{ title }}</h1>\n<p>Open the vote</p>", 2),
    one(markup.no_plain_words, PAGE, '<img src="a.png" alt="a map">'),
    one(markup.no_plain_words, PAGE, "<p>\n\n  {{ n }} seats</p>", 3),
    one(markup.no_plain_words, f"{MAIL}/body.mjml", "<mj-text>Thank you</mj-text>"),
    one(markup.no_plain_words, f"{MAIL}/subject.txt", "Your seat, {{ name }}"),
    one(markup.translated_blocks_are_trimmed, PAGE, "\n{% trans %}\n a b\n{% endtrans %}", 2),
    Example(
        markup.templates_do_not_repeat,
        {PAGE: f"<h1>a\n{BODY}", "templates/live/stage.html": f"<h2>b\n{BODY}"},
        2,
    ),
    one(pages.templates_are_rendered, PAGE, "", 0),
    Example(pages.templates_are_rendered, {PAGE: '{% include "live/host.html" %}'}, 0),
    Example(pages.mails_are_sent, {**WHOLE_MAIL, "lcm/live/mails.py": 'x = "live/opened"'}, 0),
    Example(pages.mails_are_whole, {f"{MAIL}/subject.txt": "", f"{MAIL}/body.txt": ""}, 0),
    one(pages.rendered_templates_exist, "lcm/live/views.py", "\n" + RENDER, 2),
    one(
        pages.views_are_named_as_their_pages,
        "lcm/live/views.py",
        VIEW.format(name="control", page="live/host.html"),
        3,
    ),
    one(
        pages.views_are_named_as_their_pages,
        "lcm/live/views.py",
        POST.format(name="cast", page="meetings/show.html"),
        3,
    ),
    one(
        pages.endpoints_are_functions,
        "lcm/live/views.py",
        '\n@bp.get("/h", endpoint="control")\ndef host(): ...\n',
        2,
    ),
    one(pages.assets_are_used, "lcm/static/js/old-vote.js", "", 0),
    one(styles.colours_are_tokens, CSS, ".a {\n  color: #0F5257;\n}", 2),
    one(styles.colours_are_tokens, CSS, ".a { &:hover { background: rgb(0 0 0 / 50%) } }"),
    one(styles.colours_are_tokens, CSS, ".a { border: 1px solid black }"),
    one(styles.colours_are_tokens, CSS, ".a { --tone: oklch(50% 0.1 200); }"),
    one(styles.pages_name_no_colour, PAGE, '\n<rect fill="#0F5257">', 2),
    one(styles.pages_name_no_colour, PAGE, '<path stroke="white">'),
    one(styles.scripts_name_no_colour, JS, 'x.fillStyle = "#0F5257";'),
    one(styles.no_important, CSS, ".a {\n  margin: 0 ! important;\n}", 2),
    Example(styles.classes_are_used, {CSS: f"{CARD}.old {'{}'}\n", PAGE: '<p class="card">'}, 2),
    Example(styles.classes_have_style, {CSS: CARD, PAGE: '<p>\n<p class="card wide">'}, 2),
    Example(styles.classes_have_style, {CSS: CARD, PAGE: '<p class="tone-{{ tone }}">'}, 1),
]

SILENT = [
    one(markup.fields_come_from_macros, "templates/macros/form.html", "<input>"),
    one(markup.fields_come_from_macros, PAGE, "{# <input> #}<p>{{ text(form.name) }}</p>"),
    one(
        markup.no_inline_style_or_script,
        PAGE,
        '<script type="module" src="{{ asset("js/a.js") }}"></script>'
        '<script type="application/json">{}</script>'
        '<a href="?style=on&onward=1" data-style="x">{{ ui.button(style="primary") }}</a>'
        '<svg width="3" {% if a > b %}class="x"{% endif %}></svg>{# <p style=""> #}',
    ),
    one(markup.scripts_set_no_inline_style, JS, 'bar.setAttribute("aria-label", x);'),
    one(
        markup.no_plain_words,
        PAGE,
        "{% block title %}{{ _('Open the vote') }} · lcm{% endblock %}\n"
        "{% trans trimmed %}Some words{% endtrans %}&nbsp;<b>3 × 4</b>{# words #}"
        '<img alt="" src="a.png" class="wide"> <a hreflang="nl" lang="nl">Nederlands</a>',
    ),
    one(markup.no_plain_words, "templates/macros/ui.html", 'role="img" aria-hidden="true"'),
    one(markup.no_plain_words, f"{MAIL}/body.txt", "{{ _('Thank you') }}\n\n-- \n{{ link }}"),
    one(markup.translated_blocks_are_trimmed, PAGE, "{% trans trimmed %}\n a\n{% endtrans %}"),
    one(markup.translated_blocks_are_trimmed, PAGE, "{% trans n=a.b %}a {{ n }}{% endtrans %}"),
    Example(markup.templates_do_not_repeat, {PAGE: BODY, f"{MAIL}/body.mjml": BODY}),
    Example(markup.templates_do_not_repeat, {PAGE: "<h1>", "templates/live/stage.html": "<h1>"}),
    Example(
        pages.templates_are_rendered,
        {
            PAGE: '{% from "macros/ui.html" import card %}{% include "live/_row_" ~ k ~ ".html" %}',
            "templates/live/_row_a.html": "",
            "templates/macros/ui.html": "",
            "templates/errors/busy.html": "",
            "lcm/live/views.py": RENDER + 'x = f"errors/{name}.html"',
        },
    ),
    Example(pages.mails_are_sent, {**WHOLE_MAIL, "lcm/live/mails.py": 'x = "live/closed"'}),
    Example(pages.mails_are_whole, {**WHOLE_MAIL, "templates/mail/layout.mjml": ""}),
    Example(pages.rendered_templates_exist, {PAGE: "", "lcm/live/views.py": RENDER}),
    one(
        pages.views_are_named_as_their_pages,
        "lcm/live/views.py",
        VIEW.format(name="host", page="live/host.html")
        + VIEW.format(name="rows", page="live/_rows.html")
        + VIEW.format(name="gone", page="errors/error.html")
        + POST.format(name="cast", page="live/ballot.html"),
    ),
    one(
        pages.endpoints_are_functions,
        "lcm/live/views.py",
        '@bp.get("/h", endpoint="host")\ndef host(): ...\n',
    ),
    Example(pages.assets_are_used, {JS: "", "templates/base.html": "asset('js/live-vote.js')"}),
    Example(
        pages.assets_are_used,
        {
            CSS: "",
            "lcm/static/css/bundles.toml": '["card.css"]',
            "lcm/web/assets.py": '"bundles.toml"',
        },
    ),
    one(styles.colours_are_tokens, "lcm/static/css/tokens.css", ":root { --ink: #1B2430 }"),
    one(
        styles.colours_are_tokens,
        CSS,
        "#face { color: var(--white); fill: url(#abc); font: 1em 'Brown' } /* #fff */\n"
        ".a { background: color-mix(in oklch, var(--a), transparent); color: CanvasText }\n"
        ".tan:hover { grid-area: red; transition: color 1s }\n",
    ),
    one(styles.pages_name_no_colour, PAGE, '<path fill="none" stroke="currentColor">'),
    one(styles.pages_name_no_colour, f"{MAIL}/body.mjml", '<mj-text color="#1B2430">'),
    one(styles.scripts_name_no_colour, JS, 'find("#face"); location = "#bed"; // "#0F5257"'),
    one(styles.no_important, CSS, "/* !important */ .a { margin: 0 }"),
    one(styles.no_important, "lcm/static/css/vendor/p/p.css", ".a { margin: 0 !important }"),
    Example(
        styles.classes_are_used,
        {
            CSS: "@media (width > 3.5rem) { .card.is-late:not(.wide) > .tone-brand { } }\n"
            ".is-sent, .step-2, .htmx-request { margin: .5em }",
            PAGE: '<p class="card{% if late %} is-late{% endif %} tone-{{ tone }}">'
            "{{ ui.row(class='wide') }}",
            JS: 'this.classList.toggle("is-sent"); x.className = `step-${n}`;',
        },
    ),
    Example(
        styles.classes_have_style,
        {
            CSS: ".card { } .is-late { } .tone-brand { }",
            "lcm/static/css/vendor/pico-2/pico.min.css": ".secondary{margin:0}",
            PAGE: '<p class="card{% if late %} is-late{% endif %} tone-{{ tone }} secondary">'
            '<p class="js-go {{ extra }} drop-zone">',
            JS: 'document.querySelector(".drop-zone")',
        },
    ),
]
