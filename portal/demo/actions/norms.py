"""The demo school's norm, made up for it: five lines, for both sides, that a real school writes for itself."""

from datetime import datetime, timedelta

from portal import i18n
from portal.demo.actions.people import Cast
from portal.guidance import actions as guidance
from portal.guidance.rules import TrainingKind
from portal.norms import actions as norms
from portal.norms.rules import Side, Words

LINES = (
    Words(Side.SCHOOL, {
        "nl": "Je bent hier welkom. We luisteren naar je, ook als we het niet eens zijn.",
        "en": "You are welcome here. We listen to you, also when we do not agree.",
        "ar": "أهلاً بك هنا. نستمع إليك حتى عندما لا نتفق.",
        "tr": "Burada hoş geldiniz. Aynı fikirde olmasak da sizi dinleriz.",
        "pl": "Tutaj każdy jest mile widziany. Słuchamy, także wtedy, gdy się nie zgadzamy.",
        "uk": "Вам тут раді. Ми вас слухаємо, навіть коли не погоджуємося.",
    }),
    Words(Side.FAMILIES, {
        "nl": "Praat rustig met ons, ook als je boos of bezorgd bent. Lukt dat even niet? Dan praten we later verder.",
        "en": "Speak calmly with us, also when you are angry or worried. If that is hard now, we talk on later.",
        "ar": "تحدّث معنا بهدوء حتى عندما تكون غاضبًا أو قلقًا. وإذا صعُب ذلك الآن نكمل الحديث لاحقًا.",
        "tr": "Kızgın ya da endişeli olsanız da bizimle sakin konuşun. Şu an zorsa sonra devam ederiz.",
        "pl": "Prosimy o spokojną rozmowę, także w złości lub obawie. Jeśli teraz jest trudno, porozmawiamy później.",
        "uk": "Говоріть із нами спокійно, навіть коли ви сердиті чи стурбовані. Якщо зараз важко, продовжимо згодом.",
    }),
    Words(Side.SCHOOL, {
        "nl": "Gaat het goed met je kind, of juist niet? Je hoort het van ons, en op tijd.",
        "en": "Whether your child does well or not: you hear it from us, and in time.",
        "ar": "سواء كانت أمور طفلك جيدة أم لا، ستسمع ذلك منّا وفي الوقت المناسب.",
        "tr": "Çocuğunuz iyi olsun ya da olmasın, bunu bizden ve zamanında duyarsınız.",
        "pl": "Czy u dziecka jest dobrze, czy nie: dowiedzą się Państwo od nas, i to na czas.",
        "uk": "Добре вашій дитині чи ні: ви дізнаєтеся про це від нас, і вчасно.",
    }),
    Words(Side.FAMILIES, {
        "nl": "Zit je iets dwars? Kom eerst bij ons, en zet het niet in de groepsapp.",
        "en": "Does something bother you? Come to us first, and leave it out of the group chat.",
        "ar": "هل يزعجك شيء؟ تعال إلينا أولاً، ولا تنشره في مجموعة الدردشة.",
        "tr": "Sizi rahatsız eden bir şey mi var? Önce bize gelin, grup sohbetine yazmayın.",
        "pl": "Coś Państwa niepokoi? Prosimy przyjść najpierw do nas, a nie pisać o tym na czacie grupowym.",
        "uk": "Вас щось турбує? Спершу прийдіть до нас і не пишіть про це в груповому чаті.",
    }),
    Words(Side.SCHOOL, {
        "nl": "Iedereen is hier veilig: kinderen, ouders en collega's. Gaat het mis, dan zoeken we samen verder.",
        "en": "Everybody is safe here: children, parents and staff. If it goes wrong, we look for a way together.",
        "ar": "الجميع هنا في أمان: الأطفال والأهل والزملاء. وإذا ساءت الأمور نبحث معًا عن طريق.",
        "tr": "Burada herkes güvende: çocuklar, veliler ve çalışanlar. Bir şey ters giderse birlikte yol ararız.",
        "pl": "Każdy jest tu bezpieczny: dzieci, rodzice i pracownicy. Gdy coś pójdzie źle, razem szukamy wyjścia.",
        "uk": "Тут усі в безпеці: діти, батьки й працівники. Якщо щось піде не так, разом шукаємо вихід.",
    }),
)  # fmt: skip


def fill(cast: Cast, *, now: datetime) -> None:
    """The school leader wrote it at the start of the year, and part of the staff practised it; Bart has read it."""
    then, head = now - timedelta(days=24), cast.people["head"]
    draft = norms.begin(head, now=then)
    for words in LINES:
        norms.add_line(draft, words)
    norms.publish(draft, head, sorted(LINES[0].texts), now=then)
    norms.say_read(draft, cast.people["bart"], now=now - timedelta(days=21))
    trained, day = [cast.people[who] for who in ("celik", "jansen", "noor", "ravi")], i18n.local_date(then)
    guidance.record(
        TrainingKind.NORM, trained, head, held_on=day + timedelta(days=3), valid_until=day + timedelta(days=368),
        now=now - timedelta(days=20),
    )  # fmt: skip
