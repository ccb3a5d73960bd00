"""The routes of aftercare hang on this."""

from flask import Blueprint

routes = Blueprint("aftercare", __name__, url_prefix="/aftercare")
