# One place for every command; `make help` lists them. Needs Python 3.11 or later and make, nothing else.
# The first of these that is recent enough; set PYTHON to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
HOST ?= 127.0.0.1
PORT ?= 8000
# uv lives in a folder of its own, so that .venv holds the project and nothing else.
UV := .uv/bin/uv
UV_VERSION := 0.13.9
RUN := .venv/bin/
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help install develop serve build test comunica examples messages vendor screenshots fuzz bench soak profile check format clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

$(UV):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; none was found."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) lacks its venv module; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)

.venv/.synced: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --compile-bytecode --inexact --no-dev --python $(PYTHON)
	@touch $@

# What tests and checks need beside: a browser's driver, linters, other clients; three times as much.
.venv/.developed: .venv/.synced
	$(UV) sync --quiet --locked --compile-bytecode --inexact --python $(PYTHON)
	@touch $@

# Compiled here, since where PYTHONDONTWRITEBYTECODE is set (as in many containers) each process
# would compile all that it imports: a service starts in 1 s then, not in 2.5 s.
install: .venv/.synced ## create .venv from the lock, with what the service needs
	@$(RUN)python -m compileall -q kzgraph api

develop: install .venv/.developed ## add to .venv what tests and checks need

# One test runs a JavaScript client; where there is no npm it says so and skips.
COMUNICA := $(if $(shell command -v npm),.comunica/.installed)

.comunica/.installed: tests/clients/comunica/package.json tests/clients/comunica/package-lock.json
	@command -v npm >/dev/null || { echo "npm is needed; on Debian: apt-get install nodejs npm"; exit 1; }
	mkdir -p .comunica
	cp tests/clients/comunica/package.json tests/clients/comunica/package-lock.json .comunica
	npm ci --prefix .comunica --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

comunica: .comunica/.installed ## install the JavaScript client that one test runs (needs npm)

build: install ## build the release from ontology/, data/ and shapes/
	$(RUN)kzgraph build

serve: build ## build the release and serve it (HOST=..., PORT=...)
	$(RUN)kzgraph serve --host $(HOST) --port $(PORT)

# The digest of every file that git knows or would take. What passed on the very same tree need not
# pass again within minutes; without git, tests always run.
TREE := git ls-files -coz --exclude-standard 2>/dev/null | xargs -0r sha256sum 2>/dev/null | sha256sum
PASSED := .pytest_cache/passed

# Files go to processes as tests/shared_out.py says: what takes long first.
SHARED := -n auto --dist loadfile --no-loadscope-reorder

test: develop $(COMUNICA) ## run every test
	@rm -f $(PASSED)
	$(RUN)python -m pytest $(SHARED)
	@git rev-parse --git-dir >/dev/null 2>&1 && $(TREE) > $(PASSED) || true

check: develop $(COMUNICA) ## the gate: format, lint, types, layers, tests (all but the slow ones)
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports
	@if [ -s $(PASSED) ] && [ "$$($(TREE))" = "$$(cat $(PASSED))" ]; then \
		echo "Tests: make test passed all of them on this very tree."; \
	else $(RUN)python -m pytest $(SHARED) -m "not slow"; fi

examples: develop ## record the examples of the OpenAPI document anew
	RECORD_EXAMPLES=1 $(RUN)python -m pytest tests/api/test_examples.py

messages: develop ## bring the catalogues of the pages up to date with their messages
	$(RUN)python dev/messages.py

vendor: develop ## fetch anew the files of others that pages load (needs npm; VERSIONS="leaflet@1.9.5")
	$(RUN)python dev/vendor.py $(VERSIONS)

screenshots: develop ## take the pictures of pages in docs/screenshots/ (needs Chromium)
	$(RUN)python dev/screenshots.py

fuzz: develop ## try the whole OpenAPI document for ten minutes, with chance as the seed
	FUZZ_SECONDS=600 $(RUN)python -m pytest -s tests/api/test_schemathesis.py

.bench/.synced: $(UV) benchmarks/requirements.txt
	$(UV) venv --quiet --clear --python $(PYTHON) .bench
	$(UV) pip install --quiet --python .bench/bin/python -r benchmarks/requirements.txt
	@touch $@

bench: build develop .bench/.synced ## measure everything beside its peers (needs wrk, virtuoso-opensource; QUICK=1, ROUNDS=n)
	$(RUN)python benchmarks/all.py $(if $(QUICK),--quick) $(if $(ROUNDS),--rounds $(ROUNDS))

soak: build develop ## an hour of mixed load: does memory grow, is a request lost? (MINUTES=60)
	$(RUN)python benchmarks/soak.py --minutes $(or $(MINUTES),60)

profile: build develop ## show where look-ups, lists, queries and a build spend their time
	$(RUN)python benchmarks/profiling.py

format: develop ## rewrite the Python and data files in their one form
	$(RUN)ruff format .
	$(RUN)ruff check --fix .

clean: ## remove environments and caches (releases stay)
	rm -rf .venv .uv .comunica .bench .bench-data dist build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
