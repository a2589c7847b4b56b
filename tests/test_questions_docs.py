"""The page of examples shows what the service offers, with the answers of all that is shipped."""

import re
from pathlib import Path

from question_files import EXAMPLES, OFFERED, WHOLE, Table, body, expected_table

from kzgraph.identifiers import slug_of

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"


def examples() -> list[tuple[str, Table]]:
    """Return the queries of the page with the tables printed below them."""
    pattern = r"^```sparql\n((?s:.*?))\n```\n\n((?:\|.*\n)+)"
    found = re.findall(pattern, PAGE.read_text("utf-8"), re.MULTILINE)
    return [(query, printed(lines)) for query, lines in found]


def printed(lines: str) -> Table:
    """Read a Markdown table without the line of dashes below its names."""
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines.splitlines()]
    return [rows[0], *rows[2:]]


def shortened(rows: Table) -> Table:
    """Print the last step of an IRI in its place, as the page says."""
    return [[slug_of(cell) if cell.startswith("http") else cell for cell in row] for row in rows]


def test_page_of_examples_shows_questions_of_this_folder() -> None:
    answers = {body(path.read_text("utf-8")): expected_table(path, WHOLE) for path in OFFERED}
    shown = examples()
    assert PAGE.read_text("utf-8").count("```sparql") == len(shown) == 10
    for query, rows in shown:
        assert rows == shortened(answers[query])


def test_page_names_the_file_and_the_question_of_each_example() -> None:
    shown = re.findall(
        r"^## (.*)\n\nFrom `kzgraph/queries/examples/(.*)`\.\n\n```sparql\n((?s:.*?))\n```$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    assert [name for _, name, _ in shown] == sorted(path.name for path in EXAMPLES.iterdir())
    for question, name, query in shown:
        file = (EXAMPLES / name).read_text("utf-8")
        assert file.startswith(f"# {question}\n")
        assert body(file) == query
