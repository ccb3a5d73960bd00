"""The routes of the class page, for every file of views to hang its own on."""

from flask import Blueprint

routes = Blueprint("news", __name__)
