"""Settings of kzgraph: one line each, one prefix (``KZGRAPH_``), checked at start.

Flags of the command line with the same names override them.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kzgraph.errors import ConfigurationError


class Settings(BaseSettings):
    """What an operator may set. Every field is documented in docs/settings.md, held by a test."""

    model_config = SettingsConfigDict(env_prefix="KZGRAPH_", extra="ignore", frozen=True)

    home: Path = Field(default=Path(".kzgraph"), description="where releases live")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(
        default=8000, ge=0, le=65535, description="port to listen on; 0 takes a free one"
    )
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[A-Za-z0-9.\-_:\[\]]+(/[A-Za-z0-9.\-_~/]*)?)?$",
        description="address that clients use, behind a proxy; none: that of each request",
    )
    workers: int = Field(
        default=1, ge=1, le=64, description="service processes that share the port"
    )
    query_workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="processes that evaluate SPARQL of clients, for each service process",
    )
    deadline: float = Field(
        default=10.0, gt=0, le=3600, description="seconds that a query may take"
    )
    memory: int = Field(default=2048, ge=256, description="MiB of memory that one worker may use")
    build_memory: int = Field(
        default=3072, ge=256, description="MiB of memory that `kzgraph build` may use"
    )
    max_query_bytes: int = Field(
        default=262_144, ge=1024, description="bytes that a query may have"
    )
    max_query_depth: int = Field(
        default=64, ge=4, le=256, description="levels that a query may nest brackets"
    )
    max_result_rows: int = Field(
        default=1_000_000, ge=1, description="solutions or triples that an answer may have"
    )
    max_result_bytes: int = Field(
        default=67_108_864, ge=1024, description="bytes that an answer may have"
    )
    cache_bytes: int = Field(
        default=67_108_864, ge=0, description="bytes of answers that are kept ready; 0 keeps none"
    )
    max_waiting: int = Field(default=64, ge=1, description="queries that may wait for a worker")
    derive: Literal["on", "off"] = Field(
        default="on", description="off: serve any RDF dataset as it is, derive and check nothing"
    )
    write_tokens: str = Field(
        default="",
        pattern="^([0-9a-f]{64}(,[0-9a-f]{64})*)?$",
        description="hashes of the tokens that may write, parted by commas; none: read-only",
    )
    write_deadline: float = Field(default=60.0, gt=0, description="seconds that a write may take")
    max_upload_bytes: int = Field(
        default=67_108_864, ge=1024, description="bytes that a document sent to a graph may have"
    )
    allow_unvalidated: Literal["on", "off"] = Field(
        default="off", description="on: a writer may ask for a write without validation"
    )
    rate: float = Field(
        default=200.0, ge=0, description="requests a second from one client; 0 for no limit"
    )
    burst: int = Field(default=2_000, ge=1, description="requests that a client may send at once")
    body_seconds: float = Field(
        default=30.0, gt=0, description="seconds in which the body of a request must have arrived"
    )
    max_connections: int = Field(
        default=500, ge=1, description="connections that are open at the same time"
    )
    trusted_proxies: str = Field(
        default="",
        description="addresses or networks, parted by commas, whose X-Forwarded-For is believed",
    )
    stop_seconds: int = Field(
        default=15, ge=0, description="seconds that running requests have when the service stops"
    )
    log_queries: Literal["on", "off"] = Field(
        default="off", description="on: the text of queries is logged, not only its hash"
    )
    passages: Literal["on", "off"] = Field(
        default="off",
        description="on: pages show the words of passages from attached texts, which have owners",
    )
    service_hosts: str = Field(
        default="",
        pattern=r"^([^,\s/]+(,[^,\s/]+)*)?$",
        description="hosts (or host:port) that SERVICE may ask, parted by commas; none: refused",
    )
    llm_model: str = Field(
        default="",
        description="what `kzgraph source draft --fill` asks, as provider:model; none: off",
    )
    llm_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s]+)?$",
        description="address of a service that speaks the OpenAI protocol; none: the provider's own",
    )
    llm_key: SecretStr = Field(
        default=SecretStr(""), description="key of that service, from the environment alone"
    )
    llm_seconds: float = Field(
        default=120.0, gt=0, le=3600, description="seconds that one answer of it may take"
    )
    service_mirrors: str = Field(
        default="",
        pattern=r"^(https?://[^\s,=]+=https?://[^\s,=]+(,https?://[^\s,=]+=https?://[^\s,=]+)*)?$",
        description="endpoint=address pairs, parted by commas: where SERVICE asks a listed endpoint",
    )
    mirror: str = Field(
        default="",
        pattern=r"^(https?://[^\s/@?#]+(/[^\s?#]*)?)?$",
        description="service whose current release is followed; none: releases are made here",
    )
    mirror_seconds: float = Field(
        default=30.0, gt=0, le=86_400, description="seconds between two looks at that service"
    )
    mirror_max_bytes: int = Field(
        default=17_179_869_184,
        ge=1024,
        description="bytes that the quads of a pulled release may have",
    )
    contact: str = Field(
        default="",
        description="mail address or page of whoever asks remote services; none: nothing is asked",
    )
    author: str = Field(
        default="", description="who judges links: a name, or an IRI such as an ORCID"
    )
    remote_pause: float = Field(
        default=1.0,
        ge=0,
        le=3600,
        description="least seconds between two requests to a remote service",
    )
    remote_seconds: float = Field(
        default=70.0,
        gt=0,
        le=3600,
        description="seconds that one request to a remote service may take",
    )
    store: str = Field(
        default="",
        pattern=r"^(https?://[^\s]+)?$",
        description="address of a remote engine's queries, `{release}` in it stands for the release; "
        "none: the store is embedded",
    )
    store_update: str = Field(
        default="", pattern=r"^(https?://[^\s]+)?$", description="address of its updates"
    )
    store_graphs: str = Field(
        default="",
        pattern=r"^(https?://[^\s]+)?$",
        description="address of its graph store protocol; none: data go by updates",
    )
    store_user: str = Field(default="", description="user of the remote engine; none: nobody")
    store_password: SecretStr = Field(
        default=SecretStr(""), description="password of that user, from the environment alone"
    )
    store_kind: Literal["generic", "oxigraph", "virtuoso"] = Field(
        default="generic", description="what the remote engine is: some do things their own way"
    )
    store_seconds: float = Field(
        default=60.0,
        gt=0,
        le=86_400,
        description="seconds that one request of kzgraph itself to the remote engine may take",
    )
    log_level: str = Field(
        default="info",
        pattern="^(critical|error|warning|info|debug)$",
        description="least severity that is logged",
    )


def load_settings(**flags: Any) -> Settings:
    """Read the environment; flags that are not None win. Raises ``ConfigurationError``."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as exc:
        faults = "; ".join(
            f"KZGRAPH_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']} "
            f"(given: {fault['input']!r})"
            for fault in exc.errors()
        )
        raise ConfigurationError(faults) from exc


def write_hashes(settings: Settings) -> tuple[str, ...]:
    """Return the hashes of the tokens that may write."""
    return tuple(filter(None, settings.write_tokens.split(",")))


def listed_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the hosts that SERVICE may ask."""
    return tuple(filter(None, settings.service_hosts.lower().split(",")))


def mirrors(settings: Settings) -> dict[str, str]:
    """Return which endpoints SERVICE asks at another address."""
    pairs = filter(None, settings.service_mirrors.split(","))
    return dict(pair.split("=") for pair in pairs)
