"""Labelled spellings over the things of the two first texts, and over what is mistaken for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.identifiers import THINGS
from kzgraph.names import Match, Name, NameIndex, build_index

# thing: preferred names | other names | acronyms
THINGS_AND_NAMES = """
person/kassym-jomart-tokayev: Kassym-Jomart Tokayev; Касым-Жомарт Токаев; Қасым-Жомарт Тоқаев||
person/emmanuel-macron: Emmanuel Macron; Эмманюэль Макрон||
person/luc-remont: Luc Rémont||
office/president-of-kazakhstan: President of Kazakhstan; président du Kazakhstan||
office/president-of-france: President of the French Republic; président de la République||
office/minister-of-health: Minister of Health of Kazakhstan||
organisation/ministry-of-health: Ministry of Health of Kazakhstan; ministère de la Santé||
state/kaz: Kazakhstan; Казахстан; Қазақстан|Republic of Kazakhstan; Республика Казахстан|
state/fra: France; Франция|French Republic; République française|
state/rus: Russia; Russie; Россия||
state/kor: South Korea; Corée du Sud; République de Corée||
state/prk: North Korea||
state/aze: Azerbaijan; Azerbaïdjan||
organisation/eu: European Union; Union européenne||EU; UE; ЕС
organisation/eaeu: Eurasian Economic Union||EAEU; EEU
organisation/un: United Nations; Nations unies||UN; ONU; ООН
place/paris: Paris||
place/astana: Astana; Астана|Nur-Sultan; Нур-Султан; Akmola; Tselinograd|
place/almaty: Almaty|Alma-Ata|
company/edf: EDF|Électricité de France|EDF
company/totalenergies: TotalEnergies|Total|
company/alstom: Alstom; Альстом||
company/cnnc: China National Nuclear Corporation||CNNC
company/khnp: Korea Hydro & Nuclear Power||KHNP
company/ktz: Kazakhstan Temir Zholy; Қазақстан темір жолы||KTZ; ҚТЖ; КТЖ
company/ktz-express: KTZ Express||
company/kaztemirtrans: Kaztemirtrans||
company/orano: Orano||
company/orano-insurance: Orano Insurance Company||
company/katco: Katco; Катко||
company/katcon: Katcon Global||
company/kazatomprom: Kazatomprom; Казатомпром; Қазатомөнеркәсіп||KAP
company/rosatom: Rosatom; Росатом||
company/vicat: Vicat||
company/vicart: Vicart needle||
organisation/afd: Agence française de développement||AFD
organisation/proparco: Proparco||
organisation/medef: Medef; MEDEF||
organisation/cafk: Franco-Kazakh business council||CAFK
place/akorda: Akorda; Акорда||
corridor/middle: Middle Corridor|Trans-Caspian International Transport Route|TITR; TMTM
agreement/un-charter: Charter of the United Nations||
agreement/alma-ata-1991: Alma-Ata Declaration||
agreement/alma-ata-protocol: Protocol to the Alma-Ata Declaration||
organisation/paris-peace-forum: Paris Peace Forum||
"""

# spelling | the thing that has to come first
SAME = """
Тоқаев|person/kassym-jomart-tokayev
Токаев|person/kassym-jomart-tokayev
Tokaïev|person/kassym-jomart-tokayev
Toqaev|person/kassym-jomart-tokayev
Tokajev|person/kassym-jomart-tokayev
Tokay|person/kassym-jomart-tokayev
президент Токаев|person/kassym-jomart-tokayev
Президенті Тоқаев|person/kassym-jomart-tokayev
Qasym-Zhomart Toqaev|person/kassym-jomart-tokayev
Kassym-Jomart Tokaïev|person/kassym-jomart-tokayev
Tokayev, Kassym-Jomart|person/kassym-jomart-tokayev
Kassim Jomart Tokaev|person/kassym-jomart-tokayev
KASSYM-JOMART TOKAYEV|person/kassym-jomart-tokayev
M. Macron|person/emmanuel-macron
le président Emmanuel Macron|person/emmanuel-macron
Макрон|person/emmanuel-macron
Emanuel Makron|person/emmanuel-macron
Emmanuel Macorn|person/emmanuel-macron
Luc Remont|person/luc-remont
Mr Rémont|person/luc-remont
President of Kazakhstan|office/president-of-kazakhstan
president of the french republic|office/president-of-france
Ministry of Health|organisation/ministry-of-health
Kazakstan|state/kaz
Казахстан|state/kaz
Kazakhstan|state/kaz
Қазақстан|state/kaz
french republic|state/fra
Russia|state/rus
South Korea|state/kor
Azerbaidjan|state/aze
UE|organisation/eu
EEU|organisation/eaeu
Nations Unies|organisation/un
ONU|organisation/un
paris|place/paris
Astna|place/astana
Noursoultan|place/astana
Нур-Султан|place/astana
Almati|place/almaty
EDF SA|company/edf
E.D.F.|company/edf
electricite de france|company/edf
Total Energies|company/totalenergies
TotalEnergies SE|company/totalenergies
Total Energis|company/totalenergies
ALSTOM S.A.|company/alstom
CNNC|company/cnnc
КТЖ|company/ktz
KTZ|company/ktz
АО Қазақстан темір жолы|company/ktz
Kazakhstan Temir Jolu|company/ktz
KTZ Express|company/ktz-express
Orano SA|company/orano
Катко|company/katco
Katco LLP|company/katco
Katco|company/katco
АО «Казатомпром»|company/kazatomprom
Kazatomprom JSC|company/kazatomprom
Kaztomprom|company/kazatomprom
Kazatomprum|company/kazatomprom
Qazatomönerkäsip|company/kazatomprom
Rossatom|company/rosatom
Groupe Vicat|company/vicat
vicat|company/vicat
AFD|organisation/afd
agence francaise de developpement|organisation/afd
MEDEF|organisation/medef
Franco-Kazakh Busines Council|organisation/cafk
Ақорда|place/akorda
Aqorda|place/akorda
middle coridor|corridor/middle
TITR|corridor/middle
Charter of United Nations|agreement/un-charter
Alma Ata Declaration|agreement/alma-ata-1991
"""

# spelling | a thing that it does not name, and that must not be found as if it did
NOT_SAME = """
Katcon|company/katco
Katco|company/katcon
Vicat|company/vicart
Vicat needle|company/vicat
Vicart|company/vicat
MEDEF International|organisation/medef
KTZ-Freight|company/ktz
KTZ Express|company/ktz
KTZ|company/ktz-express
Kaztemirtrans|company/ktz
Orano Insurance Company|company/orano
Orano|company/orano-insurance
President of Kazakhstan|state/kaz
Президент Казахстана|state/kaz
Президент Республики Казахстан|state/kaz
président de la République française|state/fra
Minister of Health of Kazakhstan|organisation/ministry-of-health
Ministry of Health of Kazakhstan|office/minister-of-health
North Korea|state/kor
South Korea|state/prk
EEU|organisation/eu
EU|organisation/eaeu
CNC|company/cnnc
HNP|company/khnp
Казатомөнеркәсіп Холдинг|company/kazatomprom
Rosneft|company/rosatom
Franco|state/fra
Parisian|place/paris
Protocol to the Alma-Ata Declaration|agreement/alma-ata-1991
President Kazakhstan|state/kaz
United Arab Emirates|organisation/un
"""

# Spellings that have to find nothing at all.
NOWHERE = ["Kartco", "Vicart needles", "MEDEF International", "KTZ-Freight", "CNC", "HNP"]


def _pairs(table: str) -> list[tuple[str, str]]:
    return [(spelling, thing) for spelling, thing in (r.split("|") for r in table.split("\n") if r)]


def _names() -> Iterator[Name]:
    for row in THINGS_AND_NAMES.strip().split("\n"):
        thing, lists = row.split(": ", 1)
        for kind, texts in zip(("pref", "alt", "acronym"), lists.split("|"), strict=True):
            for text in filter(None, texts.split("; ")):
                yield Name(THINGS + thing, text, None, kind)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    path: Path = tmp_path_factory.mktemp("spellings") / "names.sqlite"
    build_index(path, _names())
    with NameIndex(path) as opened:
        yield opened


def _surely(found: list[Match]) -> set[str]:
    return {match.iri for match in found if match.why in {"exact", "folded"}}


def test_nearly_every_spelling_finds_its_thing_first(index: NameIndex) -> None:
    pairs = _pairs(SAME)
    missed = [
        (spelling, thing)
        for spelling, thing in pairs
        if [match.iri for match in index.search(spelling, limit=1)] != [THINGS + thing]
    ]
    assert len(missed) <= 0.05 * len(pairs), missed


@pytest.mark.parametrize(("spelling", "thing"), _pairs(SAME))
def test_what_is_found_surely_is_that_thing(index: NameIndex, spelling: str, thing: str) -> None:
    assert _surely(index.search(spelling)) <= {THINGS + thing}


@pytest.mark.parametrize(("spelling", "thing"), _pairs(NOT_SAME))
def test_a_trap_is_neither_sure_nor_first(index: NameIndex, spelling: str, thing: str) -> None:
    found = index.search(spelling)
    assert THINGS + thing not in _surely(found)
    assert THINGS + thing not in [match.iri for match in found[:1]]


@pytest.mark.parametrize(("spelling", "thing"), [("AFD Group", "afd"), ("Groupe Medef", "medef")])
def test_a_group_leads_to_its_company_without_being_it(
    index: NameIndex, spelling: str, thing: str
) -> None:
    (match,) = index.search(spelling)
    assert (match.iri, match.why) == (f"{THINGS}organisation/{thing}", "words")


@pytest.mark.parametrize("spelling", NOWHERE)
def test_some_spellings_find_nothing(index: NameIndex, spelling: str) -> None:
    assert index.search(spelling) == []


def test_a_short_name_alone_in_the_index_attracts_no_neighbour(tmp_path: Path) -> None:
    names = [Name(THINGS + "company/katcon", "Katcon Global", "en", "pref")]
    names += [Name(THINGS + "company/vicart", "Vicart needle", "en", "pref")]
    build_index(tmp_path / "names.sqlite", names)
    with NameIndex(tmp_path / "names.sqlite") as index:
        assert [index.search(query) for query in ("Katco", "Катко", "Vicat")] == [[], [], []]
