"""The blueprint that the pages of the phrase bank share."""

from flask import Blueprint

routes = Blueprint("phrases", __name__, url_prefix="/phrases")
