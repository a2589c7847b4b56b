"""Asking a language model through pydantic-ai; nothing else here imports it.

The model gets instructions, and the text as data; it has no tools, and what it answers is read as
``Answer`` or refused. How much is read and how long it may take are bounded.
"""

import asyncio
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from kzgraph.assistance.schema import Answer
from kzgraph.errors import ConfigurationError, ServiceError
from kzgraph.settings import Settings

if TYPE_CHECKING:
    from pydantic_ai.models import Model

MOST_BYTES: Final = 4_000_000
"""Of one answer over HTTP; sixty claims have less than a tenth of it."""

_TRIES: Final = 2
"""More tries after an answer of 429, 5xx or none, with growing pauses, as the OpenAI client does them."""

_OPENAI: Final = "openai:"


class Provider:
    """The language model that the settings name."""

    def __init__(self, settings: Settings) -> None:
        """Find it. Raises ``ConfigurationError`` where none is named, or the extra is not installed."""
        if not settings.llm_model:
            raise ConfigurationError(
                "No language model is set, and none is asked by itself; name one: "
                "KZGRAPH_LLM_MODEL=provider:model, with KZGRAPH_LLM_KEY and KZGRAPH_LLM_URL as it needs."
            )
        if find_spec("pydantic_ai") is None or find_spec("openai") is None:
            raise ConfigurationError(
                "Asking a language model needs pydantic-ai; install it with "
                "`pip install 'kzgraph[llm]'` (in a clone: `uv sync --extra llm`)."
            )
        self.name = settings.llm_model
        self._settings = settings

    def ask(self, instructions: str, data: str) -> Answer:
        """Return what the model proposes. Raises ``ServiceError``; the model's own words are not told."""
        errors: Any = import_module("pydantic_ai.exceptions")
        try:
            return asyncio.run(self._ask(instructions, data))
        except TimeoutError as exc:
            seconds = self._settings.llm_seconds
            raise ServiceError(f"{self.name} did not answer within {seconds:g} s") from exc
        except errors.ModelHTTPError as exc:
            raise ServiceError(f"{self.name} answered with status {exc.status_code}") from exc
        except errors.ModelAPIError as exc:
            raise ServiceError(
                f"{self.name} cannot be reached, or its answer is too large"
            ) from exc
        except errors.UserError as exc:
            raise ConfigurationError(
                f"KZGRAPH_LLM_MODEL={self.name} cannot be used: {exc}"
            ) from exc
        except errors.AgentRunError as exc:
            raise ServiceError(f"{self.name} answered what is not of the wanted form") from exc

    async def _ask(self, instructions: str, data: str) -> Answer:
        ai: Any = import_module("pydantic_ai")
        async with asyncio.timeout(self._settings.llm_seconds):
            client = _client(self._settings)
            try:
                agent = ai.Agent(
                    _model(self._settings, client),
                    output_type=ai.PromptedOutput(Answer),
                    instructions=instructions,
                    retries=1,
                )
                done = await agent.run(data, usage_limits=ai.UsageLimits(request_limit=2))
            finally:
                await client.aclose()
        return done.output  # type: ignore[no-any-return]


def _model(settings: Settings, client: Any) -> "Model":
    """Return the model: of an OpenAI protocol at an address, or of any provider by its name."""
    key, name = settings.llm_key.get_secret_value(), settings.llm_model
    if not settings.llm_url and not (key and name.startswith(_OPENAI)):
        return import_module("pydantic_ai.models").infer_model(name)
    openai = import_module("openai").AsyncOpenAI(
        base_url=settings.llm_url or None,
        api_key=key or "none",
        http_client=client,
        max_retries=_TRIES,
    )
    provider = import_module("pydantic_ai.providers.openai").OpenAIProvider(openai_client=openai)
    models: Any = import_module("pydantic_ai.models.openai")
    return models.OpenAIChatModel(name.removeprefix(_OPENAI), provider=provider)


def _client(settings: Settings) -> Any:
    """Return a client of HTTP that reads no more of an answer than ``MOST_BYTES``."""
    http: Any = import_module("httpx2")

    class Capped(http.AsyncByteStream):  # type: ignore[misc]
        """The body of an answer, cut with an error where it is too large."""

        def __init__(self, body: Any) -> None:
            self._body = body

        async def __aiter__(self) -> Any:
            left = MOST_BYTES
            async for part in self._body:
                left -= len(part)
                if left < 0:
                    raise http.ReadError(f"more than {MOST_BYTES} bytes")
                yield part

        async def aclose(self) -> None:
            await self._body.aclose()

    class Transport(http.AsyncHTTPTransport):  # type: ignore[misc]
        """Caps each answer."""

        async def handle_async_request(self, request: Any) -> Any:
            answer = await super().handle_async_request(request)
            answer.stream = Capped(answer.stream)
            return answer

    return http.AsyncClient(transport=Transport(), timeout=settings.llm_seconds)
