"""The routes of the groups of parents, for every file of views to hang its own on."""

from flask import Blueprint

routes = Blueprint("class_group", __name__, url_prefix="/class-group")
