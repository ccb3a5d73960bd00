"""What is said to one family: good news about its child, and what cannot wait."""

from portal.phrases.rules.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    Phrase("good-day", "child", "Good news: it was a good day for %(child)s."),
    Phrase("good-helped", "child", "Good news about %(child)s: a classmate was helped very kindly today."),
    Phrase("good-progress", "child", "Good news about %(child)s: great progress. Subject: %(subject)s."),
    Phrase("good-brave", "child", "Good news about %(child)s: it took courage today, and it worked."),
    Phrase("good-friends", "child", "Good news about %(child)s: new friends at school."),
    Phrase("good-proud", "child", "We are proud of %(child)s. Will you say so at home too?"),
    Phrase(
        "please-call",
        "call",
        "Please call the school %(on_date)s before %(time)s. It is nothing to be frightened of.",
    ),  # fmt: skip
    Phrase("call-when", "call", "When may we call you? Send us a day and a time that suits you."),
    Phrase("we-will-call", "call", "We will call you %(on_date)s at %(time)s, with an interpreter if you wish."),
    Phrase(
        "come-talk",
        "call",
        "We would like to talk with you about %(child)s. When does it suit you to come to school?",
    ),  # fmt: skip
    Phrase("collect-ill", "call", "%(child)s does not feel well. Please come to school to collect your child."),
    Phrase(
        "not-here",
        "call",
        "%(child)s is not at school today. Do you know where your child is? Please call us now.",
    ),  # fmt: skip
    Phrase("small-fall", "call", "%(child)s had a small fall. It was looked after, and all is well."),
    Phrase("forgot", "call", "%(child)s does not have this with them today: %(things)s. Could you bring it to school?"),
)
