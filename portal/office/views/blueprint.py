"""The blueprint that the office's pages share."""

from flask import Blueprint

routes = Blueprint("office", __name__, url_prefix="/office")
