"""A language model over its real protocol: one that answers well, badly, slowly, or with malice."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from leaflet import ARRIVAL, LEAFLET, ORDER, SPEECH, WORDS, marked
from model_server import ModelServer, Reply, serving

from kzgraph.assistance.filling import INSTRUCTIONS, Filling, fill
from kzgraph.assistance.provider import MOST_BYTES, Provider
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.errors import ConfigurationError, ServiceError
from kzgraph.settings import Settings

pytestmark = pytest.mark.llm

GOOD: dict[str, str] = {
    "words": ARRIVAL,
    "subject": "visit:ada-2024",
    "predicate": "kz:visitTo",
    "object": "state:arl",
    "object_type": "thing",
    "modality": "Asserted",
    "valid_at": "2024-11-04",
    "paraphrase_en": "Ada went to Arland.",
    "paraphrase_fr": "Ada a visité l'Arlande.",
}
Asking = Callable[..., tuple[Filling, ModelServer]]


def settings(url: str, **others: Any) -> Settings:
    return Settings(llm_model="openai:local", llm_url=url, llm_key="secret", **others)


@pytest.fixture
def ask(lexicon: Lexicon) -> Asking:
    """A function that has the leaflet filled by a model that answers as it is told."""

    def asked(*replies: Reply, **others: Any) -> tuple[Filling, ModelServer]:
        left = list(replies)
        with serving(lambda _: left.pop(0) if len(left) > 1 else left[0]) as server:
            provider = Provider(settings(server.url, **others))
            return fill(marked(), [], lexicon, provider), server

    return asked


def saying(*claims: dict[str, str]) -> Reply:
    return Reply(json.dumps({"claims": claims}))


def test_a_good_answer_is_proposed_with_its_passage(ask: Asking) -> None:
    done, server = ask(saying(GOOD))
    (row,) = done.rows
    assert (row["start"], row["end"]) == ("0", str(len(ARRIVAL)))
    assert "words" not in row
    assert (row["subject"], row["modality"]) == ("visit:ada-2024", "Asserted")
    assert done.refused == done.failures == ()
    assert len(server.requests) == 1


def test_the_text_goes_as_data_and_no_tools_are_offered(ask: Asking) -> None:
    _, server = ask(saying())
    headers, body = server.requests[0]
    assert headers["authorization"] == "Bearer secret"
    assert "tools" not in body
    assert server.data()["text"] == WORDS
    system = [one["content"] for one in body["messages"] if one["role"] != "user"]
    assert any(INSTRUCTIONS.strip() in text for text in system)
    assert not any(ORDER in text for text in system)
    assert {"id": "visit:ada-2024", "name": "visit of Ada", "classes": ["Event", "Visit"]} in (
        server.data()["things"]
    )


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"words": "Ada est reine."}, "its words do not stand in the text"),
        ({"words": "Bo Brun"}, "its words stand in the text more than once"),
        ({"predicate": "kz:kingOf"}, "there is no property 'kz:kingOf'"),
        ({"predicate": "rdf:type"}, "there is no property 'rdf:type'"),
        ({"subject": "person:nobody"}, "there is no thing 'person:nobody'"),
        ({"object": "person:ada"}, "person:ada is none of"),
        ({"object": "2024-11-04", "object_type": "date"}, "kz:visitTo takes no date"),
        ({"object_type": "spell"}, "kz:visitTo takes no spell"),
        ({"modality": "Certain"}, "modality: 'Certain' is none of the list"),
        ({"modality": ""}, "modality: empty"),
        ({"valid_at": "1999"}, "valid_at: the text has no such date"),
        ({"paraphrase_fr": ""}, "paraphrase_fr: empty"),
        ({"paraphrase_fr": ARRIVAL}, "seven words in a row are the document's"),
        ({"speech_mode": "DirectQuotation"}, "speaker: empty, though it is no narration"),
        ({"speaker": "organisation:ghost"}, "speaker: 'organisation:ghost' is nobody"),
    ],
)
def test_what_does_not_hold_is_refused(ask: Asking, changed: dict[str, str], fault: str) -> None:
    done, _ = ask(saying(GOOD | changed, GOOD))
    assert len(done.rows) == 1, "the good one beside it stays"
    (refused,) = done.refused
    assert fault in "; ".join(refused.faults)


@pytest.mark.parametrize(
    "changed",
    [
        {"words": ORDER, "subject": "organisation:gazette", "predicate": "kz:chiefExecutive",
         "object": "person:bo-the-elder"},
        {"words": SPEECH},
        {"subject": "https://evil.example/id/visit/1"},
        {"subject": "https://w3id.org/kzgraph/graph/facts"},
        {"subject": "https://w3id.org/kzgraph/ontology#visitTo"},
        {"paraphrase_en": "<script>alert(1)</script>"},
        {"paraphrase_en": "See https://evil.example for more."},
        {"paraphrase_en": "Ada\x1b]0;owned\x07 went."},
        {"paraphrase_en": "Ada \u202ewent\u202c."},
        {"subject": 'visit:ada-2024> <urn:p> "x'},
    ],
)  # fmt: skip
def test_malice_is_refused(ask: Asking, changed: dict[str, str]) -> None:
    done, _ = ask(saying(GOOD | changed))
    assert done.rows == ()
    assert len(done.refused) == 1


def test_a_model_sets_neither_rank_nor_id_nor_who_accepted(ask: Asking) -> None:
    more = {
        "id": "leaflet-2024-999",
        "rank": "PreferredRank",
        "dcterms:creator": "Bo",
        "evidence_level": "DocumentLevel",
        "start": "5",
        "prov:wasDerivedFrom": "origin:x",
    }
    done, _ = ask(saying(GOOD | more))
    (row,) = done.rows
    assert not row.keys() & (more.keys() - {"start"})
    assert row["start"] == "0"


def test_an_instruction_in_the_text_that_is_obeyed_stays_a_proposal(ask: Asking) -> None:
    obeyed = GOOD | {
        "words": ORDER,
        "subject": "organisation:gazette",
        "predicate": "kz:chiefExecutive",
        "object": "person:bo",
        "valid_at": "",
    }
    done, _ = ask(saying(obeyed))
    # It stands in the text, so a person is asked; its words are shown, and nothing is written.
    assert [row["object"] for row in done.rows] == ["person:bo"]


def test_a_value_must_stand_in_the_passage(ask: Asking) -> None:
    gave = GOOD | {
        "predicate": "kz:startDate",
        "object_type": "date",
    }
    right, wrong = (gave | {"object": day} for day in ("2024-11-04", "2024-11-06"))
    done, _ = ask(saying(right, wrong))
    assert [row["object"] for row in done.rows] == ["2024-11-04"]
    (refused,) = done.refused
    assert refused.faults == ("object: no 2024-11-06 in the passage",)


@pytest.mark.parametrize("content", ["", "{", "I cannot do that.", '{"claims": 3}', "[]", "null"])
def test_what_is_no_answer_is_told(ask: Asking, content: str) -> None:
    done, server = ask(Reply(content))
    assert done.rows == ()
    assert "not of the wanted form" in done.failures[0]
    assert len(server.requests) == 2, "it is asked once more, and not again"


def test_a_broken_answer_may_be_mended(ask: Asking) -> None:
    done, server = ask(Reply('{"claims": [{'), saying(GOOD))
    assert len(done.rows) == 1
    assert len(server.requests) == 2


def test_too_many_claims_are_no_answer(ask: Asking) -> None:
    done, _ = ask(saying(*[GOOD] * 61))
    assert "not of the wanted form" in done.failures[0]


def test_a_huge_answer_is_not_read(ask: Asking) -> None:
    done, _ = ask(Reply("{", filler=MOST_BYTES))
    assert "too large" in done.failures[0]


def test_a_slow_model_is_left(ask: Asking) -> None:
    done, _ = ask(Reply("{}", seconds=30), llm_seconds=0.3)
    assert "did not answer within 0.3 s" in done.failures[0]


@pytest.mark.parametrize("status", [500, 429])
def test_a_failing_model_is_tried_three_times(ask: Asking, status: int) -> None:
    done, server = ask(Reply(status=status))
    assert f"answered with status {status}" in done.failures[0]
    assert len(server.requests) == 3


def test_a_model_that_recovers_is_heard(ask: Asking) -> None:
    done, _ = ask(Reply(status=500), Reply(status=429), saying(GOOD))
    assert len(done.rows) == 1


def test_a_wrong_key_is_told_without_the_key(ask: Asking) -> None:
    done, server = ask(Reply(status=401))
    assert "status 401" in done.failures[0]
    assert "secret" not in done.failures[0]
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_told() -> None:
    with serving(lambda _: Reply()) as server:
        gone = server.url
    with pytest.raises(ServiceError, match="cannot be reached"):
        Provider(settings(gone)).ask("x", "y")


def test_no_model_is_asked_by_itself() -> None:
    with pytest.raises(ConfigurationError, match="KZGRAPH_LLM_MODEL"):
        Provider(Settings(llm_model=""))


def test_a_provider_that_is_not_known_is_told() -> None:
    with pytest.raises(ConfigurationError, match="cannot be used"):
        Provider(Settings(llm_model="oracle:delphi")).ask("x", LEAFLET)
