"""What families do: staying home, talking, collecting, eating, being on time."""

from portal.phrases.rules.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "lice",
        "sickness",
        "There are lice in the class. Please check your child's hair today and treat it if you find any.",
    ),  # fmt: skip
    Phrase(
        "lice-check",
        "sickness",
        "The hair check for lice and nits is %(on_date)s. Please no gel, and no difficult braids.",
    ),  # fmt: skip
    Phrase(
        "lice-count",
        "sickness",
        "Lice were found on %(count)s child in the class.",
        "Lice were found on %(count)s children in the class.",
    ),  # fmt: skip
    Phrase(
        "illness",
        "sickness",
        "There is an illness in the class: %(illness)s. Watch your child, and call your doctor if you are worried.",
    ),  # fmt: skip
    Phrase(
        "sick-stay-home",
        "sickness",
        "Does your child have a fever? Then please keep your child at home, and call the school before %(time)s.",
    ),  # fmt: skip
    Phrase("sick-many", "sickness", "Many children are ill. Washing hands often and good rest help."),
    Phrase(
        "allergy",
        "sickness",
        "There is a child with an allergy in the class. Please do not give your child: %(things)s.",
    ),  # fmt: skip
    Phrase("school-doctor", "sickness", "The school nurse comes %(on_date)s. You get an invitation for it."),
    Phrase(
        "info-evening",
        "talks",
        "The information evening is %(on_date)s at %(time)s. Place: %(place)s. You are welcome.",
    ),  # fmt: skip
    Phrase(
        "start-talks",
        "talks",
        "The start conversations are %(from_date)s %(until_end)s. You tell us about your child, and we get to "
        "know each other.",
    ),  # fmt: skip
    Phrase("report-talks", "talks", "The conversations about the report are %(from_date)s %(until_end)s."),
    Phrase("book-talk", "talks", "Please choose a time for the conversation in the portal %(by_date)s."),
    Phrase(
        "interpreter",
        "talks",
        "Would you like an interpreter for the conversation? Tell us %(by_date)s. It costs you nothing.",
    ),  # fmt: skip
    Phrase("report-home", "talks", "The report goes home with the children %(on_date)s."),
    Phrase(
        "coffee-morning",
        "talks",
        "The coffee morning for parents is %(on_date)s at %(time)s. Little brothers and sisters are welcome too.",
    ),  # fmt: skip
    Phrase("collect-time", "collecting", "You can collect your child %(on_date)s at %(time)s. Place: %(place)s."),
    Phrase("collect-elsewhere", "collecting", "Collecting is at another place %(on_date)s: %(place)s."),
    Phrase(
        "collect-other",
        "collecting",
        "Will somebody else collect your child? Please tell us in the morning who it is.",
    ),  # fmt: skip
    Phrase("collect-on-time", "collecting", "Please collect your child on time. School is out at %(time)s."),
    Phrase(
        "say-goodbye-outside",
        "collecting",
        "Please say goodbye to your child at the door. Going in alone makes children proud.",
    ),  # fmt: skip
    Phrase("fruit-day", "food", "Please give your child fruit or vegetables and water for the break %(on_date)s."),
    Phrase(
        "lunch-needed",
        "food",
        "The children eat lunch at school %(on_date)s. Please give your child a lunch box and something to drink.",
    ),  # fmt: skip
    Phrase(
        "no-lunch-needed",
        "food",
        "The school takes care of lunch %(on_date)s. Your child does not need to bring a lunch box.",
    ),  # fmt: skip
    Phrase(
        "tell-diet",
        "food",
        "Is there something that your child may not eat? Tell us %(by_date)s, so that we take it into account.",
    ),  # fmt: skip
    Phrase(
        "bring-dish",
        "food",
        "We eat together %(on_date)s. Would you like to bring something from home? Please write down what is in it.",
    ),  # fmt: skip
    Phrase("report-sick", "absence", "Is your child ill? Call the school before %(time)s."),
    Phrase(
        "ask-leave",
        "absence",
        "Does your child need a day off for something important? Ask the school leader before, in time.",
    ),  # fmt: skip
    Phrase("be-on-time", "absence", "School starts at %(time)s. Children who are on time start the day calmly."),
    Phrase(
        "doctor-after-school",
        "absence",
        "Please make appointments with doctor or dentist after school, when you can.",
    ),  # fmt: skip
)
