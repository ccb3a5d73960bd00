"""What is known of an incident without naming anybody: form, seriousness, means, subject; and what must be reported."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.incidents.rules.words import Kind


class Manner(StrEnum):
    """Forms of aggression below the kind (after School & Veiligheid and the Arbocatalogus)."""

    SHOUTING = "shouting"
    SWEARING = "swearing"
    INSULT = "insult"
    ACCUSING = "accusing"
    POSTURE = "posture"
    INTIMIDATION = "intimidation"
    TOO_CLOSE = "too_close"
    PUSHING = "pushing"
    HITTING = "hitting"
    THROWING = "throwing"
    MAIL = "mail"
    SOCIAL_MEDIA = "social_media"
    APP = "app"
    DISCRIMINATION = "discrimination"
    SEXUAL = "sexual"
    THREAT = "threat"
    WEAPON = "weapon"
    VANDALISM = "vandalism"
    CAME_IN = "came_in"


# Under which kind a form stands on the page; all that are left can go with any kind.
BELOW = {
    Kind.VERBAL: (Manner.SHOUTING, Manner.SWEARING, Manner.INSULT, Manner.ACCUSING),
    Kind.NON_VERBAL: (Manner.POSTURE, Manner.INTIMIDATION, Manner.TOO_CLOSE),
    Kind.PHYSICAL: (Manner.PUSHING, Manner.HITTING, Manner.THROWING),
    Kind.DIGITAL: (Manner.MAIL, Manner.SOCIAL_MEDIA, Manner.APP),
}
ANY_KIND = tuple(each for each in Manner if not any(each in below for below in BELOW.values()))


class Means(StrEnum):
    """How it reached the school."""

    SPOKEN = "spoken"
    PHONE = "phone"
    MAIL = "mail"
    APP = "app"
    SOCIAL_MEDIA = "social_media"
    LETTER = "letter"
    OTHER = "other"


class Subject(StrEnum):
    """What the conflict was about, without persons."""

    ACCESS = "access"
    APPOINTMENT = "appointment"
    PICKING_UP = "picking_up"
    CARE = "care"
    RESULTS = "results"
    BEHAVIOUR = "behaviour"
    BULLYING = "bullying"
    ABSENCE = "absence"
    CUSTODY = "custody"
    MONEY = "money"
    RULES = "rules"
    NOTHING_KNOWN = "nothing_known"
    OTHER = "other"


# The school's scale: 1 is the least, 4 the most serious.
SCALE = (1, 2, 3, 4)
LONGEST_EXAMPLE = 300


@dataclass(frozen=True)
class Reporting:
    """What must be reported: from which seriousness, and of which kinds in any case. Empty: nothing must."""

    from_level: int | None = None
    kinds: Collection[str] = ()


def must_be_reported(rule: Reporting, kind: Kind | None, seriousness: int | None) -> bool:
    """Whether an incident falls under the school's rule; an unknown seriousness reaches no level."""
    is_serious = rule.from_level is not None and seriousness is not None and seriousness >= rule.from_level
    return is_serious or kind in rule.kinds
