"""The blueprint of measures."""

from flask import Blueprint

routes = Blueprint("measures", __name__, url_prefix="/measures")
