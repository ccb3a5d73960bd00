"""A recording, to whoever may hear it now; each fetch by the school is written down."""

from io import BytesIO

from flask import abort, send_file

from portal import clock
from portal.access import To, actor, allow
from portal.home_context import actions, queries
from portal.home_context.models import HomeVoice
from portal.home_context.rules import TYPES
from portal.home_context.views.blueprint import routes


@routes.get("/voices/<int:voice>")
@allow(To.HEAR_HOME, voice=HomeVoice)
def voice(voice: HomeVoice):
    """The sound, whole or the part that a player asks for; no device keeps it."""
    if not queries.reads_voice(actor(), voice):
        abort(404)
    is_own = actor().guardian is not None and actor().guardian.household_id == voice.household_id
    if voice.item is not None and not is_own:
        actions.note_look([voice.item], actor(), now=clock.now())
    response = send_file(
        BytesIO(actions.sound_of(voice)), mimetype=TYPES[voice.kind], download_name=f"{voice.of.theme}.{voice.kind}",
        conditional=True,
    )  # fmt: skip
    response.headers["Cache-Control"] = "private, no-store"
    return response
