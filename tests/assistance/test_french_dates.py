"""Dates in French prose: what they mean, where they stand, and what is none."""

import pytest

from kzgraph.assistance.dates import dates
from kzgraph.assistance.marks import Dated
from kzgraph.model import Span


def found(text: str, dateline: str = "2023-11-01") -> list[tuple[str, Dated]]:
    marks = sorted(dates(text, dateline), key=lambda mark: mark.span.start)
    return [(text[mark.span.start : mark.span.end], mark.said) for mark in marks]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Le 1er mars 2021, tout change.", "1er mars 2021", Dated("2021-03-01")),
        ("Dès le 29 février 2024.", "29 février 2024", Dated("2024-02-29")),
        ("Signé en août 2019.", "août 2019", Dated("2019-08")),
        ("Voir 2024-11-05.", "2024-11-05", Dated("2024-11-05")),
        ("Paru le 5/11/2024.", "5/11/2024", Dated("2024-11-05")),
        ("Depuis 2010, elle y vit.", "2010", Dated("2010")),
        ("Le pacte de 1997 tient.", "1997", Dated("1997")),
        ("Un plan (2030) existe.", "2030", Dated("2030")),
        ("Le plan 2021-2025.", "2021-2025", Dated("2021", "2025")),
        ("Entre 2014 et 2018.", "Entre 2014 et 2018", Dated("2014", "2018")),
        ("Venu le 4 mai.", "4 mai", Dated("2023-05-04", relative=True)),
        ("L’année dernière fut bonne.", "L’année dernière", Dated("2022", relative=True)),
        ("Ils iront l'an prochain.", "l'an prochain", Dated("2024", relative=True)),
        ("Il arrive cette année.", "cette année", Dated("2023", relative=True)),
        ("Le mois dernier, rien.", "Le mois dernier", Dated("2023-10", relative=True)),
        ("Il est venu hier.", "hier", Dated("2023-10-31", relative=True)),
        (
            "Aux trois premiers mois de cette année.",
            "Aux trois premiers mois de cette année",
            Dated("2023-01", "2023-03", relative=True),
        ),
        (
            "Pour les 6 premiers mois de 2020.",
            "les 6 premiers mois de 2020",
            Dated("2020-01", "2020-06"),
        ),
        ("Comme l'année précédente.", "l'année précédente", Dated("", relative=True)),
        ("Ces dix dernières années.", "Ces dix dernières années", Dated("2013", "2023", True)),
    ],
)
def test_a_date_is_read_where_it_stands(text: str, words: str, said: Dated) -> None:
    assert found(text) == [(words, said)]


def test_without_a_dateline_nobody_can_tell() -> None:
    assert found("Venu le 4 mai, l'an dernier, hier.", "") == [
        ("4 mai", Dated("", relative=True)),
        ("l'an dernier", Dated("", relative=True)),
        ("hier", Dated("", relative=True)),
    ]


def test_a_dateline_of_a_month_gives_no_days() -> None:
    assert found("Hier et le mois prochain.", "2024-12") == [
        ("Hier", Dated("", relative=True)),
        ("le mois prochain", Dated("2025-01", relative=True)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le 31 février 2024 n'est rien.",
        "Plus de 2000 tonnes, et 2010 firmes.",
        "Il a gagné de 2000 euros.",
        "Un prix de 2000,50.",
        "Article 2024b.",
        "",
    ],
)
def test_what_is_no_date_is_not_marked(text: str) -> None:
    assert [words for words, _ in found(text) if words != "février 2024"] == []


def test_positions_are_code_points() -> None:
    text = "Тоқаев 🇰🇿 le 2 mai 2024"
    (mark,) = dates(text)
    assert mark.span == Span(text.index("2 mai"), len(text))
