import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.names import highlights


@pytest.mark.parametrize(
    ("query", "name", "parts"),
    [
        ("kaz", "Kazakhstan", ["Kaz"]),
        ("каз", "Kazakhstan", ["Kaz"]),
        ("Kazakhstan", "Қазақстан", ["Қазақстан"]),
        ("zholy kaz", "Kazakhstan Temir Zholy", ["Kaz", "Zholy"]),
        ("temir zh", "Kazakhstan Temir Zholy", ["Temir", "Zh"]),
        ("elec", "Électricité de France", ["Élec"]),
        ("k", "Korea and Kazakhstan", ["K"]),
        ("Kazahkstan", "Kazakhstan Railways", ["Kazakhstan"]),
        ("Total Energies", "TotalEnergies", ["TotalEnergies"]),
        ("ludovic", "l'union", ["l'union"]),
        ("🙂", "🙂", ["🙂"]),
        ("x", "", []),
    ],
)
def test_the_parts_that_a_query_gives(query: str, name: str, parts: list[str]) -> None:
    assert [name[span.start : span.end] for span in highlights(query, name)] == parts


@given(st.text(), st.text(min_size=1))
def test_positions_lie_in_the_name_and_follow_each_other(query: str, name: str) -> None:
    spans = highlights(query, name)
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(0 <= span.start < span.end <= len(name) for span in spans)
    assert spans
