"""Symbols to choose from by who would rather not write: a few for each theme, each with words in every language."""

from portal.home_context.rules.themes import Theme

# Names of symbols in static/signs.svg. What is chosen is kept by its name: a name is never given to another drawing.
SIGNS: dict[Theme, tuple[str, ...]] = {
    Theme.WHO_LIVES_HERE: ("parent", "two-parents", "child", "baby", "grandparent", "two-homes", "pet"),
    Theme.LANGUAGES: ("talk", "read", "interpreter"),
    Theme.COLLECTING: ("parent", "grandparent", "child", "walk", "bike", "car", "bus", "after-school"),
    Theme.EVERY_DAY: ("food", "sting", "glasses", "ear", "toilet", "phone"),
    Theme.LOVES: ("ball", "music", "draw", "animals", "read", "water", "build", "outside"),
    Theme.HARD: ("noise", "crowd", "change", "goodbye", "wait", "food"),
    Theme.HELPS: ("quiet", "time", "hug", "friend", "draw", "outside"),
    Theme.EVENTS: ("move", "baby", "ill", "loss", "two-homes", "travel"),
    Theme.REACHABILITY: ("phone", "message", "talk", "morning", "evening"),
    Theme.SUPPORT: ("talk", "homework", "friend", "interpreter", "bus"),
}


def known(theme: Theme, names: list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Those of the names that this theme has, in its own order."""
    return tuple(name for name in SIGNS[theme] if name in (names or ()))
