"""How a made-up claim is put into words, in English and French."""

from random import Random

_FRENCH = {
    "activeInSector": "est actif dans",
    "basedInState": "a son siège en",
    "concernsSector": "porte sur",
    "developer": "est développé par",
    "discussedTopic": "traite de",
    "figureValue": "vaut",
    "hasStage": "a atteint l'étape",
    "holdsOffice": "exerce la fonction de",
    "location": "se trouve en",
    "operatesIn": "est présent en",
    "participant": "réunit entre autres",
    "partOfEvent": "fait partie de",
    "pursuesGoal": "poursuit le but",
    "signedBy": "est signé par",
    "signedOn": "est signé le",
    "startDate": "commence le",
    "statedValue": "a pour valeur",
    "tradeValue": "s'élève à",
    "visitTo": "conduit en",
    "visitor": "est celle de",
}
_ASIDES = (
    "as the ministry said in a statement",
    "according to people who know the file",
    "after long talks on tariffs and transit",
    "despite delays in financing",
    "for the first time since the border opened",
    "with the support of the development bank",
    "on the margins of the forum",
    "in spite of doubts about the railway",
)


def paraphrases(
    random: Random, labels: dict[str, tuple[str, str]], subject: str, prop: str, value: str
) -> tuple[str, str]:
    """Return what a claim says, in English and French."""
    of, words = labels[subject], _spaced(prop)
    en, fr = labels.get(value) or _plain(value)
    aside = _ASIDES[int(random.random() * len(_ASIDES))]
    return f"{of[0]} {words} {en}, {aside}.", f"{of[1]} : {_FRENCH.get(prop, words)} {fr}."


_words: dict[str, str] = {}


def _spaced(prop: str) -> str:
    """Return the words of a property: signed by."""
    if prop not in _words:
        _words[prop] = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in prop)
    return _words[prop]


def _plain(value: str) -> tuple[str, str]:
    """Return a literal or a concept as people write it."""
    text = value[1 : value.rindex('"')] if value.startswith('"') else value.rpartition(":")[2]
    return text, text
