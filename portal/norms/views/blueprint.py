"""The blueprint that the norm's pages share."""

from flask import Blueprint

routes = Blueprint("norms", __name__, url_prefix="/norm")
