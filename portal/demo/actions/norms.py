"""The demo school's norm, made up for it: five lines, for both sides, that a real school writes for itself."""

from datetime import datetime, timedelta

from portal import i18n
from portal.demo.actions.people import Cast
from portal.norms import actions as norms
from portal.norms.rules import Side, Words

LINES = (
    Words(Side.SCHOOL, {
        "nl": "Je bent hier welkom. We luisteren naar je, ook als we het niet eens zijn.",
        "en": "You are welcome here. We listen to you, also when we do not agree.",
        "ar": "أهلاً بك هنا. نستمع إليك حتى عندما لا نتفق.",
    }),
    Words(Side.FAMILIES, {
        "nl": "Praat rustig met ons, ook als je boos of bezorgd bent. Lukt dat even niet? Dan praten we later verder.",
        "en": "Speak calmly with us, also when you are angry or worried. If that is hard now, we talk on later.",
        "ar": "تحدّث معنا بهدوء حتى عندما تكون غاضبًا أو قلقًا. وإذا صعُب ذلك الآن نكمل الحديث لاحقًا.",
    }),
    Words(Side.SCHOOL, {
        "nl": "Gaat het goed met je kind, of juist niet? Je hoort het van ons, en op tijd.",
        "en": "Whether your child does well or not: you hear it from us, and in time.",
        "ar": "سواء كانت أمور طفلك جيدة أم لا، ستسمع ذلك منّا وفي الوقت المناسب.",
    }),
    Words(Side.FAMILIES, {
        "nl": "Zit je iets dwars? Kom eerst bij ons, en zet het niet in de groepsapp.",
        "en": "Does something bother you? Come to us first, and leave it out of the group chat.",
        "ar": "هل يزعجك شيء؟ تعال إلينا أولاً، ولا تنشره في مجموعة الدردشة.",
    }),
    Words(Side.SCHOOL, {
        "nl": "Iedereen is hier veilig: kinderen, ouders en collega's. Gaat het mis, dan zoeken we samen verder.",
        "en": "Everybody is safe here: children, parents and staff. If it goes wrong, we look for a way together.",
        "ar": "الجميع هنا في أمان: الأطفال والأهل والزملاء. وإذا ساءت الأمور نبحث معًا عن طريق.",
    }),
)  # fmt: skip


def fill(cast: Cast, *, now: datetime) -> None:
    """The school leader wrote it at the start of the year; Bart has read it."""
    then, head = now - timedelta(days=24), cast.people["head"]
    draft = norms.begin(head, now=then)
    for words in LINES:
        norms.add_line(draft, words)
    norms.publish(draft, head, list(i18n.LANGUAGES), now=then)
    norms.say_read(draft, cast.people["bart"], now=now - timedelta(days=21))
