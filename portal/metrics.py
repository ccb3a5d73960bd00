"""What a monitor reads: the figures of messages, channels and calls for help as Prometheus text."""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select

from portal import outbox
from portal.aftercare import queries as aftercare
from portal.db import db
from portal.watch.queries.figures import Figures, figures


def text(parts: Mapping[str, bool], now: datetime) -> bytes:
    """All figures; `parts` says which parts are well."""
    registry = CollectorRegistry()
    messages = Gauge("samen_messages", "Messages by state", ["state"], registry=registry)
    for state, number in db.session.execute(select(outbox.Message.state, func.count()).group_by(outbox.Message.state)):
        messages.labels(state=state.value).set(number)
    _add_channels(registry, now)
    _add_help(registry, figures(now))
    _add_aftercare(registry, now)
    well = Gauge("samen_well", "Whether a part is well (1) or not (0)", ["part"], registry=registry)
    for part, is_well in parts.items():
        well.labels(part=part).set(int(is_well))
    return generate_latest(registry)


def _add_channels(registry: CollectorRegistry, now: datetime) -> None:
    age = Gauge(
        "samen_message_age_seconds", "How long the oldest message waits that should be out", ["channel", "urgent"],
        registry=registry,
    )  # fmt: skip
    for (channel, is_urgent), seconds in outbox.ages(now).items():
        age.labels(channel=channel.value, urgent="yes" if is_urgent else "no").set(seconds)
    failures = Gauge("samen_channel_failures", "Failures in a row of a way out", ["way"], registry=registry)
    for way in outbox.ways_out():
        failures.labels(way=way.name).set(way.failures)
    undelivered = Gauge("samen_messages_undelivered", "Given up or returned", ["channel"], registry=registry)
    for channel, number in outbox.count_failed_by_channel().items():
        undelivered.labels(channel=channel.value).set(number)


def _add_aftercare(registry: CollectorRegistry, now: datetime) -> None:
    number, late = aftercare.late(now)
    Gauge("samen_aftercare_open", "Steps of aftercare that are open", registry=registry).set(number)
    Gauge("samen_aftercare_late", "Of those, the ones that are late", registry=registry).set(late)


def _add_help(registry: CollectorRegistry, found: Figures) -> None:
    calls = Gauge("samen_help_calls_open", "Calls for help that are open", ["state", "drill"], registry=registry)
    for (state, is_drill), number in found.open_calls.items():
        calls.labels(state=state.value, drill="yes" if is_drill else "no").set(number)
    beats = Gauge("samen_heartbeat_age_seconds", "Since a part showed itself", ["part"], registry=registry)
    for part, seconds in found.heartbeats.items():
        beats.labels(part=part).set(seconds)
    troubles = Gauge("samen_troubles_open", "Troubles that are written down and not over", ["kind"], registry=registry)
    for kind, number in found.troubles.items():
        troubles.labels(kind=kind.value).set(number)
    for name, words, value in (
        ("help_step_lateness_seconds", "How late the next step of an open call is", found.step_lateness),
        ("kiosks", "Paired kiosks", found.kiosks),
        ("kiosks_silent", "Paired kiosks that do not show themselves", found.silent_kiosks),
        ("self_test_passed", "Whether the last self-test passed", found.is_test_passed),
        ("self_test_age_seconds", "Since the last self-test ended", found.test_age),
        ("chain_people", "People in the help chains at the last self-test", found.people),
        ("chain_people_verified", "Of those, who can be reached for certain", found.verified),
        ("drill_age_seconds", "Since the last drill", found.drill_age),
    ):
        if value is not None:
            Gauge(f"samen_{name}", words, registry=registry).set(value)
