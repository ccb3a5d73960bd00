"""The blueprint that the pages of families and of teacher teams share."""

from flask import Blueprint

routes = Blueprint("conversations", __name__, url_prefix="/conversations")
