"""Pages of the meeting itself: rooms, harvest, stage, run sheet, actions and their follow-up."""

from flask import Blueprint

bp = Blueprint("actions", __name__)
