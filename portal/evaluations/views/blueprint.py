"""The routes of evaluations hang on this."""

from flask import Blueprint

routes = Blueprint("evaluations", __name__, url_prefix="/evaluations")
