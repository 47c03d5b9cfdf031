"""Signing in and out."""

from flask import Blueprint, render_template

bp = Blueprint("people", __name__)


@bp.get("/sign-in")
def sign_in() -> str:
    return render_template("people/sign_in.html")
