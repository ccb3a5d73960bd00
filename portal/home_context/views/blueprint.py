"""The address under which families share, and the school reads."""

from flask import Blueprint

routes = Blueprint("home_context", __name__, url_prefix="/home-context")
