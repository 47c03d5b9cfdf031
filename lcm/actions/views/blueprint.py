"""The blueprint that all view modules of this package register on."""

from flask import Blueprint

bp = Blueprint("actions", __name__)
