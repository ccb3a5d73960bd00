"""The routes about keeping the register and giving copies hang on this."""

from flask import Blueprint

routes = Blueprint("disclosure", __name__, url_prefix="/disclosure")
