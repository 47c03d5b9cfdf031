"""A browser without a screen: keeps cookies, reads pages, sends forms as they were served."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.refusals.plausible import plausible

ORIGIN = "http://localhost"
SHOWN = ("text", "email", "search", "url", "tel", "number", "date", "time", "textarea")
Values = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Field:
    """A field of a form as served; ``value`` None: a choice that is not made."""

    name: str
    kind: str
    value: str | None
    choices: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        return self.kind in SHOWN


@dataclass(frozen=True)
class Form:
    """A form of one page, with the button it is sent by."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return urljoin(self.page, self.action)

    def values(self, changed: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return what is sent: as served, with empty fields filled in and ``changed`` as given.

        Rows for colleagues stay empty: most people come alone.
        """
        sent = []
        for one in self.fields:
            value = changed.get(one.name, one.value)
            is_empty = value is None or (value == "" and one.name not in changed)
            if is_empty and not one.name.startswith("colleague-"):
                value = plausible(one.kind, one.choices)
            if value is not None:
                sent.append((one.name, value))
        return sent


class Page(HTMLParser):
    """What a browser makes of some HTML: its links, forms, text and elements."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._elsewhere: list[tuple[str, Field | tuple[str, str]]] = []
        self._by_id: dict[str, int] = {}
        self._select: tuple[Field, dict[str, str]] | None = None
        self._text: tuple[Field, dict[str, str]] | None = None
        self.feed(html)
        self.close()

    def close(self) -> None:
        """Give fields and buttons that stand elsewhere on the page to the form they name."""
        super().close()
        for form_id, one in self._elsewhere:
            if form_id in self._by_id:
                self._add(one, self._by_id[form_id])

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("iframe", "link") and "src" in given:
            self.links.append(given["src"])
        elif tag == "form":
            method = given.get("method", "get").upper()
            self._form = Form(self.address, given.get("action", ""), method, ())
            self._by_id[given.get("id", "")] = len(self.forms)
            self.forms.append(self._form)
        elif tag == "button" and given.get("type", "submit") == "submit":
            self._take((given.get("name", ""), given.get("value", "")), given)
        else:
            self._take_field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select is not None:
            self._take(self._select[0], self._select[1])
            self._select = None
        elif tag == "textarea" and self._text is not None:
            typed, given = self._text
            self._take(replace(typed, value=(typed.value or "").removeprefix("\n")), given)
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            typed, given = self._text
            self._text = (replace(typed, value=(typed.value or "") + data), given)
        self.words.append(data)

    def _take_field(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text") if tag == "input" else tag
        value = given.get("value", "on" if kind == "checkbox" else "")
        if tag == "option" and self._select is not None:
            one, of = self._select
            chosen = value if "selected" in given else one.value
            self._select = (replace(one, value=chosen, choices=(*one.choices, value)), of)
        elif tag == "select":
            self._select = (Field(name, "select", None), given)
        elif tag == "textarea":
            self._text = (Field(name, "textarea", ""), given)
        elif tag == "input" and kind in ("radio", "checkbox"):
            self._take(Field(name, kind, value if "checked" in given else None, (value,)), given)
        elif tag == "input" and kind != "submit" and name:
            self._take(Field(name, kind, value), given)

    def _take(self, one: Field | tuple[str, str], given: dict[str, str]) -> None:
        """Put a field or a button into the form around it, or into the one it names."""
        if "form" in given:
            self._elsewhere.append((given["form"], one))
        elif self._form is not None:
            self._add(one, len(self.forms) - 1)

    def _add(self, one: Field | tuple[str, str], index: int) -> None:
        """Put ``one`` into the form ``index``; radios of one name are one field."""
        form = self.forms[index]
        if isinstance(one, tuple):
            self.forms[index] = replace(form, buttons=(*form.buttons, one))
            return
        same = [known for known in form.fields if known.name == one.name and one.kind == "radio"]
        if same:
            value = same[0].value if one.value is None else one.value
            both = replace(same[0], value=value, choices=same[0].choices + one.choices)
            fields = tuple(both if known is same[0] else known for known in form.fields)
        else:
            fields = (*form.fields, one)
        self.forms[index] = replace(form, fields=fields)


@dataclass
class Answer:
    """What the app answered, and the page in it, if it is one."""

    path: str
    response: TestResponse
    body: str
    page: Page | None
    cookies: Mapping[str, str]

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")


class Visitor:
    """One cookie jar on one app; reads English, the language of the sentences in the source."""

    def __init__(self, app: Flask, cookies: Mapping[str, str] | None = None) -> None:
        self.app = app
        self.cookies = {"language": "en"} | dict(cookies or {})

    def open(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send one request and read its answer; follows nothing."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookie, "Accept-Language": "en", **kind}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        client = self.app.test_client(use_cookies=False)
        response = client.open(path, method=method, data=body, headers=sent, base_url=ORIGIN)
        for line in response.headers.getlist("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        body_text = response.data.decode("utf-8", "replace")
        response.close()
        is_page = response.mimetype == "text/html" and method != "HEAD"
        page = Page(path, body_text) if is_page else None
        return Answer(path, response, body_text, page, dict(self.cookies))

    def read(self, path: str) -> Answer:
        """Open a page and follow where it leads."""
        answer = self.open("GET", path)
        for _ in range(3):
            if not answer.location:
                break
            answer = self.open("GET", own(urljoin(answer.path, answer.location)))
        return answer

    def send(self, form: Form, button: tuple[str, str] = ("", ""), **changed: str) -> Answer:
        """Send ``form`` by ``button`` with some fields changed."""
        values = [*form.values(changed), *([button] if button[0] else [])]
        if form.method == "GET":
            return self.open("GET", f"{form.path.partition('?')[0]}?{encoded(values).decode()}")
        return self.post(form.path, values)

    def post(self, path: str, values: Values) -> Answer:
        return self.open("POST", path, encoded(values))


def encoded(values: Values) -> bytes:
    """Return a form's body, also for text that is no valid Unicode."""
    return urlencode(list(values), encoding="utf-8", errors="surrogatepass").encode()


def own(address: str) -> str:
    """Return path and query of an address of this site; "" for another site's."""
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost") or parts.scheme not in ("", "http"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
