"""The blueprint that the pages of families and of the office share."""

from flask import Blueprint

routes = Blueprint("invitations", __name__, url_prefix="/invitations")
