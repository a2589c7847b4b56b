"""The page on federation shows the shipped queries as they are."""

import re
from pathlib import Path

from kzgraph.queries import federated_examples

PAGE = Path(__file__).parents[2] / "docs" / "federation.md"
FOLDER = Path(__file__).parents[2] / "kzgraph" / "queries" / "federated"


def test_page_shows_each_query_with_its_question_and_file() -> None:
    shown = re.findall(
        r"^## (.*)\n\nFrom `kzgraph/queries/federated/(.*)`\.\n\n```sparql\n((?s:.*?))\n```$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    assert [name for _, name, _ in shown] == sorted(path.name for path in FOLDER.iterdir())
    for question, name, query in shown:
        assert (FOLDER / name).read_text("utf-8") == f"# {question}\n{query}\n"


def test_each_query_is_a_question_with_items_of_its_own() -> None:
    for example in federated_examples():
        assert example.question.endswith("?")
        assert example.services == ("https://query.wikidata.org/sparql",)
        assert re.search(r"SERVICE <[^>]+> \{\s+VALUES \?item \{ wd:Q", example.query)
