"""The blueprint all pages and doors of live voting register on."""

from flask import Blueprint

bp = Blueprint("live", __name__)
