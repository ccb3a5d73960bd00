"""The blueprint that the pages of chains and duties share."""

from flask import Blueprint

routes = Blueprint("chains", __name__, url_prefix="/office")
