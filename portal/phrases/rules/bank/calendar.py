"""What happens on a day: welcome, gym, days off, trips and celebrations."""

from portal.phrases.rules.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    Phrase("new-here", "welcome", "Welcome to class %(class)s. We are glad that you are here."),
    Phrase("new-year", "welcome", "The new school year starts %(on_date)s at %(time)s. See you then."),
    Phrase("new-child", "welcome", "A new child joins our class %(on_date)s. We will make sure it is a warm welcome."),
    Phrase("new-teacher", "welcome", "The class has a different teacher %(from_date)s: %(name)s."),
    Phrase(
        "look-inside",
        "welcome",
        "You are welcome to look inside the classroom %(on_date)s, from %(time)s to %(end_time)s. Your child "
        "shows you around.",
    ),  # fmt: skip
    Phrase("thanks", "welcome", "Thank you for your help. It made the day special for the children."),
    Phrase("gym-clothes", "gym", "There is gym %(on_date)s. Please give your child: %(things)s."),
    Phrase("gym-weekly", "gym", "Every %(weekday)s there is gym. Please give your child gym clothes and gym shoes."),
    Phrase("gym-outside", "gym", "Gym is outside %(on_date)s. Clothes that may get dirty are best."),
    Phrase("no-gym", "gym", "There is no gym %(on_date)s."),
    Phrase("swimming", "gym", "We go swimming %(on_date)s. Please give your child swimming clothes and a towel."),
    Phrase("sports-day", "gym", "Sports day is %(on_date)s, from %(time)s to %(end_time)s. Place: %(place)s."),
    Phrase("closed-day", "closed", "School is closed %(on_date)s. The children are free."),
    Phrase("study-day", "closed", "The team has a study day %(on_date)s. The children are free."),
    Phrase("holiday", "closed", "The holiday is %(from_date)s %(until_end)s. School starts again after that."),
    Phrase("out-early", "closed", "School is out early %(on_date)s: at %(time)s."),
    Phrase("start-later", "closed", "School starts later %(on_date)s: at %(time)s."),
    Phrase(
        "no-teacher",
        "closed",
        "The class has no teacher %(on_date)s, because of illness. Please keep your child at home if you can. "
        "Is that not possible? Call the school.",
    ),  # fmt: skip
    Phrase("strike", "closed", "There is a strike %(on_date)s. The school is closed."),
    Phrase(
        "days-free",
        "closed",
        "The children are free for %(count)s day, %(from_date)s.",
        "The children are free for %(count)s days, %(from_date)s.",
    ),  # fmt: skip
    Phrase(
        "trip",
        "trip",
        "We go on a trip %(on_date)s. Place: %(place)s. We leave at %(time)s and are back at %(end_time)s.",
    ),  # fmt: skip
    Phrase("trip-bring", "trip", "For the trip %(on_date)s, please give your child: %(things)s."),
    Phrase(
        "trip-on-time",
        "trip",
        "For the trip, please be at school on time %(on_date)s: at %(time)s. The bus does not wait.",
    ),  # fmt: skip
    Phrase(
        "trip-drivers",
        "trip",
        "For the trip %(on_date)s we are looking for %(count)s parent who can drive.",
        "For the trip %(on_date)s we are looking for %(count)s parents who can drive.",
    ),  # fmt: skip
    Phrase(
        "trip-back-later",
        "trip",
        "We are back from the trip about %(count)s minute later than planned.",
        "We are back from the trip about %(count)s minutes later than planned.",
    ),  # fmt: skip
    Phrase("camp", "trip", "School camp is %(from_date)s %(until_end)s. Place: %(place)s."),
    Phrase("trip-by-bike", "trip", "We go by bike %(on_date)s. Please check that your child's bike is in order."),
    Phrase("sinterklaas", "feasts", "We celebrate Sinterklaas %(on_date)s. The children are free from %(time)s."),
    Phrase(
        "put-shoe",
        "feasts",
        "The children may put out their shoe at school %(on_date)s. Please give your child a shoe.",
    ),  # fmt: skip
    Phrase(
        "christmas-dinner",
        "feasts",
        "The Christmas dinner at school is %(on_date)s, from %(time)s to %(end_time)s. All families are "
        "welcome to bring a dish.",
    ),  # fmt: skip
    Phrase("eid", "feasts", "We wish all families who celebrate it a blessed Eid."),
    Phrase("holidays-wish", "feasts", "We wish all families happy holidays and good days together."),
    Phrase(
        "birthday-treat",
        "feasts",
        "Does your child hand out a treat for a birthday? Keep it small. Children who may not eat something "
        "join in too, if you tell us before.",
    ),  # fmt: skip
    Phrase("dress-up", "feasts", "The children may dress up %(on_date)s. Please no weapons."),
    Phrase(
        "performance",
        "feasts",
        "The children perform %(on_date)s at %(time)s. Place: %(place)s. Family is welcome.",
    ),  # fmt: skip
    Phrase(
        "kings-games",
        "feasts",
        "The King's Games are %(on_date)s. We have breakfast together at school at %(time)s, and then we do sports.",
    ),  # fmt: skip
    Phrase(
        "sleeps",
        "feasts",
        "Only %(count)s more night, and then it is time for the feast.",
        "Only %(count)s more nights, and then it is time for the feast.",
    ),  # fmt: skip
)
