"""Where a page may send its reader: to pages of our own only."""

from urllib.parse import unquote, urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException

HOME = "/"


def own_path(text: str) -> str:
    """Return ``text`` if it is the path of a page here that can be opened, else the front page's.

    Hosts, schemes, backslashes and control characters lead home, encoded or not: browsers read
    "/\\host" and "//host" as another site.
    """
    is_path = text.startswith("/") and not text.startswith("//") and "\\" not in text
    if not is_path or not unquote(text).isprintable():
        return HOME
    try:
        current_app.url_map.bind("").match(unquote(urlsplit(text).path), method="GET")
    except HTTPException:
        return HOME
    return text
