"""The blueprint that the pages of taking part share."""

from flask import Blueprint

routes = Blueprint("taking_part", __name__, url_prefix="/taking-part")
