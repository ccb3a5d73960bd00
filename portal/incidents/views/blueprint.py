"""The blueprint of the register."""

from flask import Blueprint

routes = Blueprint("incidents", __name__, url_prefix="/incidents")
