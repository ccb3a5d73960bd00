"""How the portal is doing, for a monitor: /health for everybody, /metrics for those it is meant for."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from flask import Blueprint, abort, current_app, jsonify, request
from sqlalchemy.exc import SQLAlchemyError

from portal import clock, heartbeat, outbox
from portal.access import open_to_all
from portal.db import db
from portal.help_calls import queries as help_calls
from portal.metrics import text as metrics_text
from portal.translating import queries as translating

routes = Blueprint("health", __name__)
LATE = timedelta(seconds=30)


@routes.get("/health")
@open_to_all
def health():
    """200 when all is well, else 503 with which part is not."""
    parts = _parts()
    response = jsonify(status="well" if all(parts.values()) else "unwell", **parts, **_beside(parts))
    response.status_code = 200 if all(parts.values()) else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts() -> dict[str, bool]:
    if not _is_database_there():
        return {"database": False}
    now = clock.now()
    try:
        troubled = outbox.in_trouble(now)
        return {
            "database": True,
            "worker": not heartbeat.is_missing("worker", now),
            "urgent_messages": not outbox.is_urgent_late(now, after=LATE),
            "help_calls": not help_calls.is_climb_late(now, after=LATE),
            "channels": not troubled,
            **{channel.value: channel not in troubled for channel in outbox.OUTSIDE},
        }
    except SQLAlchemyError:
        return {"database": False}


def _beside(parts: dict[str, bool]) -> dict[str, str]:
    """What a monitor may show and nobody need be woken for: without the engine letters stay as they were written."""
    if not parts["database"]:
        return {}
    engine = translating.standing(clock.now())
    return {"translating": "well" if engine.is_well else "resting"} if engine else {}


@routes.get("/metrics")
@open_to_all
def metrics():
    """Prometheus text; only from the addresses of PORTAL_METRICS_FROM."""
    allowed = [ip_network(part.strip()) for part in current_app.config["SETTINGS"].metrics_from.split(",")]
    if not any(ip_address(request.remote_addr or "0.0.0.0") in network for network in allowed):
        abort(404)
    return current_app.response_class(metrics_text(_parts(), clock.now()), mimetype="text/plain; version=0.0.4")


def _is_database_there() -> bool:
    """Whether the database answers at all."""
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True
