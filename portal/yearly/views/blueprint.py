"""The blueprint of the figures."""

from flask import Blueprint

routes = Blueprint("yearly", __name__, url_prefix="/yearly")
