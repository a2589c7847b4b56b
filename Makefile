# One place for every command; `make help` lists them. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# uv lives in a folder of its own, so that .venv holds the project and nothing else.
UV := .uv/bin/uv
UV_VERSION := 0.13.9
RUN := .venv/bin/
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help install serve build test check format clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

$(UV):
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)

.venv/.synced: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --python $(PYTHON)
	@touch $@

install: .venv/.synced ## create .venv from the lock

build: install ## build the release from ontology/, data/ and shapes/
	$(RUN)kzgraph build

serve: build ## build the release and serve it (HOST=..., PORT=...)
	$(RUN)kzgraph serve --host $(HOST) --port $(PORT)

test: install ## run every test
	$(RUN)python -m pytest

check: install ## the whole gate: format, lint, types, layers, tests
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)python -m pytest

format: install ## rewrite the Python and data files in their one form
	$(RUN)ruff format .
	$(RUN)ruff check --fix .

clean: ## remove environments and caches (releases stay)
	rm -rf .venv .uv dist build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
