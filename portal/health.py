"""How the portal is doing, for a monitor: /health for everybody, /metrics for those it is meant for."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from flask import Blueprint, abort, current_app, jsonify, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from portal import clock, heartbeat, outbox
from portal.access import open_to_all
from portal.db import db, is_reachable
from portal.help_calls import queries as help_calls

routes = Blueprint("health", __name__)
LATE = timedelta(seconds=30)


@routes.get("/health")
@open_to_all
def health():
    """200 when all is well, else 503 with which part is not."""
    parts = _parts()
    response = jsonify(status="well" if all(parts.values()) else "unwell", **parts)
    response.status_code = 200 if all(parts.values()) else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _parts() -> dict[str, bool]:
    if not is_reachable():
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


@routes.get("/metrics")
@open_to_all
def metrics():
    """Prometheus text; only from the addresses of PORTAL_METRICS_FROM."""
    allowed = [ip_network(part.strip()) for part in current_app.config["SETTINGS"].metrics_from.split(",")]
    if not any(ip_address(request.remote_addr or "0.0.0.0") in network for network in allowed):
        abort(404)
    return current_app.response_class(_text(), mimetype="text/plain; version=0.0.4")


def _text() -> bytes:
    registry = CollectorRegistry()
    messages = Gauge("samen_messages", "Messages by state", ["state"], registry=registry)
    for state, number in db.session.execute(select(outbox.Message.state, func.count()).group_by(outbox.Message.state)):
        messages.labels(state=state.value).set(number)
    _add_channels(registry)
    well = Gauge("samen_well", "Whether a part is well (1) or not (0)", ["part"], registry=registry)
    for part, is_well in _parts().items():
        well.labels(part=part).set(int(is_well))
    return generate_latest(registry)


def _add_channels(registry: CollectorRegistry) -> None:
    age = Gauge(
        "samen_message_age_seconds", "How long the oldest message waits that should be out", ["channel", "urgent"],
        registry=registry,
    )  # fmt: skip
    for (channel, is_urgent), seconds in outbox.ages(clock.now()).items():
        age.labels(channel=channel.value, urgent="yes" if is_urgent else "no").set(seconds)
    failures = Gauge("samen_channel_failures", "Failures in a row of a way out", ["way"], registry=registry)
    for way in outbox.ways_out():
        failures.labels(way=way.name).set(way.failures)
    undelivered = Gauge("samen_messages_undelivered", "Given up or returned", ["channel"], registry=registry)
    for channel, number in outbox.count_failed_by_channel().items():
        undelivered.labels(channel=channel.value).set(number)
