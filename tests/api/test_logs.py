"""Log lines: JSON, one a line, and nothing in them that is nobody's business."""

import json
import logging
import sys

from kzgraph_api.logs import JsonFormatter, facts_of, note, open_notes


def line_of(message: str, *args: object, **more: object) -> str:
    record = logging.LogRecord("test", logging.WARNING, __file__, 1, message, args, None)
    vars(record).update(more)
    return JsonFormatter().format(record)


def test_a_line() -> None:
    told = json.loads(line_of("%s failed", "it", facts={"status": 500}))
    assert told.pop("time").endswith("+00:00")
    assert told == {"level": "warning", "logger": "test", "event": "it failed", "status": 500}


def test_nothing_breaks_a_line() -> None:
    nasty = 'a\nb\r"\x1b[31m\u2028\ud800é'
    line = line_of("%s", nasty)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["event"] == nasty


def test_an_exception_has_its_traceback() -> None:
    try:
        int("why")
    except ValueError:
        line = line_of("failed", exc_info=sys.exc_info())
    assert "ValueError: invalid" in json.loads(line)["exception"]


def test_notes() -> None:
    scope: dict[str, object] = {}
    notes = open_notes(scope)
    note(scope, query="ASK {}", rows=1)
    facts = facts_of(notes, "ok", tells_query=False)
    assert facts == {"rows": 1, "outcome": "ok", "query": "819ea91ed5f12b38"}, "SHA-256, no text"
    assert facts_of(notes, "ok", tells_query=True)["text"] == "ASK {}"


def test_a_note_without_a_log() -> None:
    scope: dict[str, object] = {}
    note(scope, rows=1)
    assert scope == {}


def test_broken_text_has_a_hash() -> None:
    assert len(facts_of({"query": "\ud800"}, "ok", tells_query=False)["query"]) == 16
