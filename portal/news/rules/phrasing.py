"""Words that a reader in a second language stumbles over, by the language in which a text is written."""

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "nl": (
        "a.u.b.", "aub", "svp", "s.v.p.", "bijv.", "bv.", "d.m.v.", "dmv", "d.w.z.", "dwz", "e.d.", "enz.", "evt.",
        "excl.", "i.p.v.", "ipv", "i.v.m.", "ivm", "incl.", "m.b.t.", "mbt", "m.i.v.", "max.", "min.", "n.a.v.",
        "o.a.", "o.l.v.", "resp.", "t.a.v.", "t.b.v.", "tbv", "t.e.m.", "t.g.v.", "t/m", "tel.", "v.a.",
        "va.", "w.o.", "z.o.z.", "zoz", "z.s.m.", "zsm", "ma.", "di.", "wo.", "do.", "vr.",
    ),
    "en": (
        "a.s.a.p.", "asap", "approx.", "dept.", "e.g.", "eg.", "etc.", "fyi", "i.e.", "ie.", "incl.", "max.", "min.",
        "misc.", "n.b.", "rsvp", "tba", "tbc", "tel.", "w/", "w/o", "mon.", "tue.", "wed.", "thu.", "fri.",
    ),
    "tr": ("vb.", "vs.", "örn.", "bkz.", "yy.", "tel."),
    "pl": ("np.", "itd.", "itp.", "m.in.", "tzn.", "tzw.", "ok.", "godz.", "tel."),
    "uk": ("напр.", "т.д.", "т.п.", "т.зв.", "ін.", "тел."),
}  # fmt: skip
IDIOMS: dict[str, tuple[str, ...]] = {
    "nl": (
        "aan de bak", "de handen uit de mouwen", "de hort op", "de kat uit de boom", "de knoop doorhakken",
        "de koe bij de horens", "de puntjes op de i", "een oogje in het zeil", "een steentje bij", "steentje bijdragen",
        "groen licht", "het loopt storm", "in de knoop", "in goede banen", "kind van de rekening", "lont ruiken",
        "met de deur in huis", "onder de knie", "op rolletjes", "op stapel", "over de streep", "roet in het eten",
        "tussen neus en lippen", "uit de startblokken", "water bij de wijn", "zand erover", "zijn beste beentje",
    ),
    "en": (
        "a piece of cake", "at the end of the day", "ball is in your court", "break a leg", "call it a day",
        "cutting corners", "get the ball rolling", "heads up", "hit the ground running", "hit the road",
        "in a nutshell", "keep an eye on", "last but not least", "on the same page", "out of the blue",
        "outside the box", "play it by ear", "pull your socks up", "raining cats and dogs", "ring a bell",
        "the whole nine yards", "touch base", "under the weather", "up in the air",
    ),
}  # fmt: skip
MONTHS: dict[str, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december", "jan", "feb", "mrt", "apr", "aug", "sept", "sep", "okt", "nov", "dec",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
    ),
}  # fmt: skip
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "ar": ("الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الاربعاء", "الخميس", "الجمعة", "السبت", "الأحد", "الاحد"),
    "tr": ("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
    "pl": ("poniedział", "wtor", "środ", "czwart", "piąt", "sobot", "niedziel"),
    "uk": ("понеділ", "вівтор", "серед", "четвер", "п'ятниц", "п’ятниц", "субот", "неділ"),
}
