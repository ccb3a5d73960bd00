"""The blueprint that a responder's pages share."""

from flask import Blueprint

routes = Blueprint("help_calls", __name__, url_prefix="/help-calls")
