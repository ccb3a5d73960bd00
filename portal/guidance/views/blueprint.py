"""The blueprint of guidance."""

from flask import Blueprint

routes = Blueprint("guidance", __name__, url_prefix="/guidance")
