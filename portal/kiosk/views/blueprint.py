"""The blueprint that the kiosk's pages share."""

from flask import Blueprint

routes = Blueprint("kiosk", __name__, url_prefix="/kiosk")
