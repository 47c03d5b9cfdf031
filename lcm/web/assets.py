"""Style bundles made at the first request, and addresses of static files with their version."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, g, url_for

STATIC = Path(__file__).parent.parent / "static"
YEAR_SECONDS = 31_536_000

bp = Blueprint("assets", __name__)


@bp.get("/static/css/<name>.<version>.css")
def bundle(name: str, version: str) -> Response:
    """Serve one bundle; its address holds its version, so browsers may keep it for a year."""
    if name not in _bundles():
        return Response(status=404)
    response = Response(bundle_text(name), mimetype="text/css")
    if version == bundle_version(name):
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


def stylesheet(name: str) -> str:
    """Return the address of bundle ``name`` (listed in static/css/bundles.toml)."""
    return url_for("assets.bundle", name=name, version=bundle_version(name))


def asset(filename: str) -> str:
    """Return the address of a static file with its version behind it."""
    # A page names the file of its icons dozens of times.
    known: dict[str, str] = g.setdefault("assets", {})
    if filename not in known:
        known[filename] = url_for("static", filename=filename, v=_file_version(filename))
    return known[filename]


@cache
def bundle_version(name: str) -> str:
    return hashlib.sha256(bundle_text(name).encode()).hexdigest()[:12]


@cache
def bundle_text(name: str) -> str:
    """Return the joined style sheets; vendored ones sit in a cascade layer below ours."""
    listing = tomllib.loads((STATIC / "css/bundles.toml").read_text())
    layered = set(listing.get("layered", []))
    parts = []
    for filename in listing["bundles"][name]:
        text = (STATIC / "css" / filename).read_text()
        if filename in layered:
            text = "@layer vendor {\n" + text.removeprefix('@charset "UTF-8";') + "\n}"
        parts.append(text)
    return "\n".join(parts)


@cache
def _bundles() -> tuple[str, ...]:
    return tuple(tomllib.loads((STATIC / "css/bundles.toml").read_text())["bundles"])


@cache
def _file_version(filename: str) -> str:
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:10]
