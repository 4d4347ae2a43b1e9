# Everything a developer runs. `make run` and `make test` work from a bare clone.
PYTHON ?= python3
BIN := .venv/bin
DATA_DIR ?= frontdesk-data
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run test test-long check format bench eval generate lock web clean

help: ## Shows this list.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/ready web/dist/index.html ## Starts Frontdesk with the demo at http://localhost:8000.
	@$(BIN)/frontdesk serve --demo --port $(PORT) --data-dir $(DATA_DIR)

test: .venv/ready-dev web/dist/index.html ## Runs all tests.
	@npm --prefix web run --silent test
	@$(BIN)/python scripts/run_tests.py

test-long: .venv/ready-dev web/dist/index.html ## Runs the longer forms of tests: all pages before the accessibility checker, phones, filling.
	@$(BIN)/python -m pytest -n 2 --dist loadscope -m long tests

check: .venv/ready-dev web/node_modules/.ready ## Format, lint, types, import contracts, generated client.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/check_generated.py
	@npm --prefix web run --silent lint
	@npm --prefix web run --silent types

format: .venv/ready-dev web/node_modules/.ready ## Formats the code.
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .
	@npm --prefix web run --silent format

bench: .venv/ready-dev ## Measures speed and memory; JSON in bench/results/.
	@$(BIN)/python -m bench

eval: .venv/ready-dev ## Measures quality on labelled sets (SETS="dir ..." for others); JSON in bench/results/.
	@$(BIN)/python -m evals $(SETS)

generate: .venv/ready-dev web/node_modules/.ready ## Writes the web client anew from the API.
	@$(BIN)/python scripts/check_generated.py --write

lock: ## Locks the Python dependencies anew.
	@$(BIN)/uv pip compile pyproject.toml --quiet --extra build --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --python-version 3.11 --output-file requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --quiet --extra build --extra dev --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --python-version 3.11 --constraint requirements.txt --output-file requirements-dev.txt

web: web/dist/index.html ## Builds the web app.

.venv/bin/python:
	@$(PYTHON) scripts/check_tools.py
	@echo "Making the virtual environment"
	@$(PYTHON) -m venv .venv

.venv/ready: requirements.txt | .venv/bin/python
	@echo "Installing the Python dependencies (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	@echo "Installing the tools of the tests (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

web/node_modules/.ready: web/package-lock.json
	@$(PYTHON) scripts/check_tools.py
	@echo "Installing the web dependencies (once)"
	@npm --prefix web ci --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

web/dist/index.html: web/node_modules/.ready $(shell find web/src web/widget web/public web/index.html web/vite.config.ts web/vite.widget.config.ts -type f 2>/dev/null)
	@echo "Building the web app"
	@npm --prefix web run --silent build

clean: ## Removes what was built (not the data).
	rm -rf .venv web/node_modules web/dist .mypy_cache .ruff_cache .pytest_cache
