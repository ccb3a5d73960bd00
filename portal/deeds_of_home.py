"""The deeds about what families share about home, as sentences with a place for `who`."""

from portal.i18n import later as _

OF_HOME: dict[str, str] = {
    "saw home_item": _("%(who)s read what the family shares about home."),
    "home item written": _("%(who)s wrote something about home."),
    "home item removed": _("%(who)s took back something about home."),
    "home item brought back": _("%(who)s put back something about home."),
    "home item renewed": _("%(who)s said that something about home is still right."),
    "home history erased": _("%(who)s erased what was written about home before."),
    "stand-in named": _("%(who)s named who stands in for a class."),
    "stand-in ended": _("%(who)s took back who stands in for a class."),
}
