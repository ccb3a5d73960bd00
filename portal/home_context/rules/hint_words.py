"""Beginnings of words that look like a diagnosis or a faith, by the language they belong to.

Beginnings, since a word goes on in most languages; only those that rarely mean something else. All of them are looked
for in every text: a family writes in the language it likes.
"""

DIAGNOSES: dict[str, str] = {
    "medicine": "adhd pdd-nos autis asperger dyslex dyscalcul dysprax epilep diabet tourett asthma "
    "depress anorex ptsd ptss",
    "nl": "suikerziekte astma angststoornis stoornis hechtingsstoornis syndroom hoogsensitief",
    "en": "disorder syndrome seizure",
    "ar": "توحد صرع سكري ربو اكتئاب متلازمه عسر فرط",
    "tr": "otizm disleks epilep seker hastaligi astim depresyon sendrom bozuklugu hiperaktiv",
    "pl": "autyzm dysleks padaczk cukrzyc astm depresj zespol zaburzen",
    "uk": "аутизм дислекс епілепс діабет астма депрес синдром розлад",
}
FAITHS: dict[str, str] = {
    "world": "islam quran koran ramadan bible bijbel buddh boeddh hindu sikh jehova",
    "nl": "moslim christen katholiek protestant gereformeerd joods kerk moskee synagoge bidden geloof "
    "religie ongelovig",
    "en": "muslim christian catholic protestant jewish church mosque synagogue pray religion religious atheist",
    "ar": "مسلم مسيحي يهودي اسلام قران رمضان مسجد كنيسه صلاه",
    "tr": "musluman hristiyan yahudi cami kilise namaz dua alevi",
    "pl": "muzulman chrzescijan katoli zyd kosciol kosciel meczet modli religi wierzac",
    "uk": "мусульман християн католи православн єврей церкв мечет молит релігі",
}
