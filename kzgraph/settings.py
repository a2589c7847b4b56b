"""Settings of kzgraph: one line each, one prefix (``KZGRAPH_``), checked at start.

Flags of the command line with the same names override them.
"""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
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
    workers: int = Field(
        default=2, ge=1, le=64, description="processes that evaluate SPARQL of clients"
    )
    deadline: float = Field(
        default=10.0, gt=0, le=3600, description="seconds that a query may take"
    )
    memory: int = Field(default=2048, ge=256, description="MiB of memory that one worker may use")
    max_query_bytes: int = Field(
        default=262_144, ge=1024, description="bytes that a query may have"
    )
    max_query_depth: int = Field(
        default=64, ge=4, le=256, description="levels that a query may nest brackets"
    )
    max_result_bytes: int = Field(
        default=67_108_864, ge=1024, description="bytes that an answer may have"
    )
    max_waiting: int = Field(default=64, ge=1, description="queries that may wait for a worker")
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
