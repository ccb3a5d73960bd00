"""The blueprint that the pages of accounts share."""

from flask import Blueprint

routes = Blueprint("accounts", __name__)
