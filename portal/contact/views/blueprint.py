"""The blueprint that the pages about contact share."""

from flask import Blueprint

routes = Blueprint("contact", __name__, url_prefix="/contact")
