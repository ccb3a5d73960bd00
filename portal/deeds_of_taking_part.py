"""The deeds around the norm and what families are invited to, as sentences with a place for `who`."""

from portal.i18n import later as _

OF_TAKING_PART: dict[str, str] = {
    "norm draft begun": _("%(who)s began to write the norm."),
    "norm draft thrown away": _("%(who)s threw a draft of the norm away."),
    "norm published": _("%(who)s published the norm."),
    "occasion made": _("%(who)s made an invitation to take part."),
    "occasion changed": _("%(who)s changed an invitation to take part."),
    "occasion opened": _("%(who)s invited families to take part."),
    "occasion called off": _("%(who)s called off what families were invited to."),
    "occasion thrown away": _("%(who)s threw away a draft of an invitation."),
    "words written": _("%(who)s wrote an invitation or an answer in another language."),
    "words removed": _("%(who)s took an invitation or an answer in another language away."),
    "contribution removed": _("%(who)s removed something that a parent had said."),
    "answer published": _("%(who)s told all families what comes of what they said."),
    "answer changed": _("%(who)s changed what comes of what families said."),
    "answer withdrawn": _("%(who)s withdrew an answer to families."),
}
