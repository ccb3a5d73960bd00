"""What is paid, filled in and worn."""

from portal.phrases.rules.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    Phrase("pay-trip", "money", "The trip costs %(amount)s for each child. Please pay %(by_date)s."),
    Phrase(
        "contribution",
        "money",
        "The parents' contribution this year is %(amount)s. It is voluntary: every child takes part in everything.",
    ),  # fmt: skip
    Phrase(
        "money-help",
        "money",
        "Is paying difficult now? Tell the school in confidence. We look for a solution together.",
    ),  # fmt: skip
    Phrase("no-cost", "money", "It costs nothing."),
    Phrase("collected-amount", "money", "Together we collected %(amount)s for charity. Thank you."),
    Phrase("small-money", "money", "The children may bring some money %(on_date)s, %(amount)s at most."),
    Phrase("form-back", "forms", "Your child brings a form home. Please fill it in and give it back %(by_date)s."),
    Phrase(
        "forms-missing",
        "forms",
        "We are still waiting for %(count)s form. Please give it to your child.",
        "We are still waiting for %(count)s forms. Please give yours to your child.",
    ),  # fmt: skip
    Phrase("permission", "forms", "We need your permission for this. You can give it or refuse it; we accept both."),
    Phrase("check-details", "forms", "Please check that we have your right phone number and address."),
    Phrase("photo-day", "forms", "The school photographer comes %(on_date)s. Buying a photo is never needed."),
    Phrase("sign-up", "forms", "Would your child like to take part? Please sign up %(by_date)s."),
    Phrase("warm-clothes", "weather", "It will be cold. Please give your child warm clothes: %(things)s."),
    Phrase("rain", "weather", "We go outside in the rain too. Please give your child rain clothes and rain boots."),
    Phrase("heat", "weather", "It will be hot. Please put sun cream on your child at home, and give a cap and water."),
    Phrase(
        "storm",
        "weather",
        "There is a storm warning. School is open. Come only if the way is safe, and call us if your child "
        "stays at home.",
    ),  # fmt: skip
    Phrase("snow", "weather", "It is slippery outside. Please leave earlier and take care on the way."),
    Phrase("road-closed", "weather", "The street at the school is closed %(on_date)s. Please come on foot or by bike."),
    Phrase("park-safely", "weather", "Please do not park in front of the school gate. Then everybody crosses safely."),
    Phrase("lights", "weather", "It is dark early. Please check the lights on your child's bike."),
)
