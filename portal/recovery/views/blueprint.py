"""The routes of recovery hang on this."""

from flask import Blueprint

routes = Blueprint("recovery", __name__, url_prefix="/recovery")
