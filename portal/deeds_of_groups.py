"""The deeds in groups of parents that the log knows, each as a sentence with a place for `who`."""

from portal.i18n import later as _

OF_GROUPS: dict[str, str] = {
    "group joined": _("%(who)s joined the group of parents of a class."),
    "group left": _("%(who)s left the group of parents of a class."),
    "group card changed": _("%(who)s changed what other parents see of them."),
    "group entry reported": _("%(who)s reported something in a group of parents."),
    "group entry left": _("%(who)s looked at what was reported in a group of parents, and let it stay."),
    "group entry removed": _("%(who)s took something off the page of a group of parents."),
    "group removal appealed": _("%(who)s asked the school to look again at what was taken off the page of a group."),
    "group entry restored": _("%(who)s put something back on the page of a group of parents."),
    "group entry kept removed": _("%(who)s decided that something stays off the page of a group of parents."),
    "group host offered": _("%(who)s offered to host a group of parents."),
    "group host confirmed": _("%(who)s confirmed a parent as host of a group."),
    "group host declined": _("%(who)s decided that a parent does not host a group."),
    "group host stopped": _("%(who)s stopped hosting a group of parents."),
    "group teacher invited": _("%(who)s invited a teacher to read along in a group of parents."),
    "group teacher accepted": _("%(who)s reads along in a group of parents."),
    "group teacher left": _("%(who)s ended that a teacher reads along in a group of parents."),
    "group added": _("%(who)s added a group that is called."),
    "group changed": _("%(who)s changed a group that is called."),
    "group removed": _("%(who)s removed a group that is called."),
}
