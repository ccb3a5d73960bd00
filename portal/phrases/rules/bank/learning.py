"""What is learnt and needed: reading, homework, help and practical things."""

from portal.phrases.rules.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "library-day",
        "library",
        "We go to the library %(on_date)s. Please give your child the books to bring back.",
    ),  # fmt: skip
    Phrase(
        "library-count",
        "library",
        "Each child may borrow %(count)s book.",
        "Each child may borrow %(count)s books.",
    ),  # fmt: skip
    Phrase(
        "library-lost",
        "library",
        "Are there still library books at home? Please give them to your child %(by_date)s.",
    ),  # fmt: skip
    Phrase(
        "read-home",
        "library",
        "Reading together at home helps, in any language. %(count)s minute a day is enough.",
        "Reading together at home helps, in any language. %(count)s minutes a day are enough.",
    ),  # fmt: skip
    Phrase("book-week", "library", "The Children's Book Week is %(from_date)s %(until_end)s. We read a lot together."),
    Phrase("homework", "homework", "There is homework to finish %(by_date)s. Subject: %(subject)s."),
    Phrase("test", "homework", "There is a test %(on_date)s. Subject: %(subject)s."),
    Phrase(
        "practise",
        "homework",
        "Practising at home helps: %(count)s minute a day. Subject: %(subject)s.",
        "Practising at home helps: %(count)s minutes a day. Subject: %(subject)s.",
    ),  # fmt: skip
    Phrase("no-homework", "homework", "There is no homework this week. Time to play."),
    Phrase(
        "new-subject",
        "homework",
        "We start with something new %(from_date)s. Subject: %(subject)s. Ask your child about it at home.",
    ),  # fmt: skip
    Phrase(
        "talk-home",
        "homework",
        "Talk with your child in your own language at home. That helps in learning every other language.",
    ),  # fmt: skip
    Phrase("show-and-tell", "homework", "The children may bring something from home and tell about it %(on_date)s."),
    Phrase(
        "help-count",
        "help",
        "We are looking for %(count)s parent who can help %(on_date)s, from %(time)s to %(end_time)s.",
        "We are looking for %(count)s parents who can help %(on_date)s, from %(time)s to %(end_time)s.",
    ),  # fmt: skip
    Phrase("help-any-language", "help", "You do not need to speak Dutch to help. Everybody is welcome."),
    Phrase(
        "lice-helpers",
        "help",
        "We are looking for parents who check the children's hair for lice after the holidays.",
    ),  # fmt: skip
    Phrase(
        "class-parent",
        "help",
        "Who would like to be the class parent? You help us arrange things, about one hour a month.",
    ),  # fmt: skip
    Phrase("save-things", "help", "We are collecting things for crafts. Please give your child: %(things)s."),
    Phrase(
        "tell-about-work",
        "help",
        "Would you like to tell the children about your work or your country? You are very welcome.",
    ),  # fmt: skip
    Phrase(
        "lost-things",
        "practical",
        "There are many lost clothes at school. Please come and look %(by_date)s. After that we give them away.",
    ),  # fmt: skip
    Phrase("name-in-clothes", "practical", "Please write your child's name in coats, boxes and bags."),
    Phrase("bring-things", "practical", "Please give your child %(on_date)s: %(things)s."),
    Phrase("spare-clothes", "practical", "Please give your child a bag with spare clothes. It stays at school."),
    Phrase("toys-home", "practical", "Please leave toys and phones at home. Then nothing gets lost."),
    Phrase("toy-day", "practical", "The children may bring one toy from home %(on_date)s."),
    Phrase(
        "theme",
        "practical",
        "A new theme starts in the class %(from_date)s. We work on it for %(count)s week.",
        "A new theme starts in the class %(from_date)s. We work on it for %(count)s weeks.",
    ),  # fmt: skip
    Phrase(
        "fire-drill",
        "practical",
        "We practise %(on_date)s what to do in case of fire. The children know about it, and it is nothing to "
        "worry about.",
    ),  # fmt: skip
    Phrase(
        "questions",
        "practical",
        "Do you have a question? Send us a message or come to school. We are glad to help.",
    ),  # fmt: skip
)
