"""The blueprint that the pages about privacy share."""

from flask import Blueprint

routes = Blueprint("privacy", __name__, url_prefix="/privacy")
