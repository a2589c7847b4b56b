"""Made-up names of things in English, French, Russian and Kazakh.

Every name is made of syllables and nobody bears it on purpose.
"""

from random import Random

LANGUAGES = ("en", "fr", "ru", "kk")

Names = tuple[str, str, str, str]
"""A name in each of the four languages, in their order."""

_LATIN = (
    "ba da ga ka la ma na ra sa ta be de ke le me ne re se te bo do ko lo mo no ro so to "
    "bu du ku lu mu nu ru su tu zhan bek sar dan mir tar gul kan bor lim ven dor mal"
)
_CYRILLIC = (
    "ба да га ка ла ма на ра са та бе де ке ле ме не ре се те бо до ко ло мо но ро со то "
    "бу ду ку лу му ну ру су ту жан бек сар дан мир тар гүл қан бор лим вен дор мал"
)
_SYLLABLES = tuple(zip(_LATIN.split(), _CYRILLIC.split(), strict=True))

_PATTERNS: dict[str, tuple[Names, ...]] = {
    "agreement": (
        ("agreement on {}", "accord sur {}", "соглашение о {}", "{} туралы келісім"),
        ("memorandum of {}", "mémorandum de {}", "меморандум {}", "{} меморандумы"),
        ("contract of {}", "contrat de {}", "контракт {}", "{} келісімшарты"),
    ),
    "agreement-set": (("texts of {}", "textes de {}", "документы {}", "{} құжаттары"),),
    "company": (
        ("{} Energy", "{} Énergie", "{} Энерго", "{} Энерго"),
        ("{} Mining", "Mines de {}", "{} Рудник", "{} кеніші"),
        ("{}", "{}", "{}", "{}"),
    ),
    "event": (("meeting at {}", "réunion de {}", "встреча в {}", "{} кездесуі"),),
    "corridor": (("corridor of {}", "corridor de {}", "коридор {}", "{} дәлізі"),),
    "figure": (("output of {}", "production de {}", "выпуск {}", "{} өнімі"),),
    "goal": (("more trade in {}", "plus d'échanges à {}", "рост торговли {}", "{} саудасы"),),
    "group": (("students of {}", "étudiants de {}", "студенты {}", "{} студенттері"),),
    "initiative": (("plan of {}", "plan de {}", "план {}", "{} жоспары"),),
    "issue": (("transit through {}", "transit par {}", "транзит через {}", "{} транзиті"),),
    "observation": (("trade of {}", "commerce de {}", "торговля {}", "{} саудасы"),),
    "office": (("director of {}", "directeur de {}", "директор {}", "{} директоры"),),
    "organisation": (
        ("{} News", "Agence {}", "Агентство {}", "{} агенттігі"),
        ("Ministry of {}", "Ministère de {}", "Министерство {}", "{} министрлігі"),
    ),
    "origin": (("wire of {}", "dépêche de {}", "сообщение {}", "{} хабары"),),
    "partnership": (("partners of {}", "partenariat de {}", "союз {}", "{} серіктестігі"),),
    "project": (("{} plant", "centrale de {}", "станция {}", "{} станциясы"),),
    "relation": (("relations of {}", "relations de {}", "отношения {}", "{} қатынастары"),),
    "situation": (("crisis of {}", "crise de {}", "кризис {}", "{} дағдарысы"),),
    "visit": (("visit to {}", "visite à {}", "визит в {}", "{} сапары"),),
}
_PLAIN = (("{}", "{}", "{}", "{}"),)


def word(random: Random) -> tuple[str, str]:
    """Return a made-up proper name in Latin and in Cyrillic letters."""
    parts = [_SYLLABLES[int(random.random() * len(_SYLLABLES))] for _ in range(_length(random))]
    return "".join(p[0] for p in parts).capitalize(), "".join(p[1] for p in parts).capitalize()


def _length(random: Random) -> int:
    return 2 + int(random.random() * 3)


def names(random: Random, kind: str) -> Names:
    """Return a made-up name for a thing of a kind, such as ``company``."""
    latin, cyrillic = word(random)
    if kind == "person":
        family = word(random)
        latin, cyrillic = f"{latin} {family[0]}ov", f"{cyrillic} {family[1]}ов"
    patterns = _PATTERNS.get(kind, _PLAIN)
    en, fr, ru, kk = patterns[int(random.random() * len(patterns))]
    return en.format(latin), fr.format(latin), ru.format(cyrillic), kk.format(cyrillic)
