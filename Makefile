# Everything here needs Python 3.11 or newer, git and make; the rest is put into .venv, in this folder.
PYTHON ?= python3
JOBS ?= 2
MERGES ?= 5000
PEOPLE ?= 10000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs terminal browser torture merges bench clean

help: ## Say what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

demo: $(VENV)/.installed ## Set everything up, show whom to call today, build the dashboard
	@$(BIN)/karma
	@$(BIN)/karma build
	@$(BIN)/python -c 'from pathlib import Path; print("\nThe dashboard:", Path("site/index.html").resolve().as_uri())'

test: $(VENV)/.dev ## Set everything up and run the tests
	$(BIN)/python -m pytest -n $(JOBS) --dist=worksteal

lint: $(VENV)/.dev ## Style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/.dev ## Make the reference pages anew from the code
	$(BIN)/python -m docs.generate

terminal: $(VENV)/.dev ## Tests that type into a real terminal (needs tmux)
	$(BIN)/python -m pytest -m terminal

browser: $(VENV)/.browser ## Every page in a real browser (needs chromium, npm and Java)
	$(BIN)/python -m pytest tests/browser -n $(JOBS) --dist=worksteal -m browser

torture: $(VENV)/.dev ## The long tests: a thousand kills, and property tests with a thousand examples
	HYPOTHESIS_PROFILE=torture $(BIN)/python -m pytest -n $(JOBS) --dist=worksteal -m "slow or hypothesis"

merges: $(VENV)/.dev ## Five thousand merges between laptops, with real git (MERGES=300 for fewer)
	$(BIN)/python -m tests.merging.run $(MERGES) $(JOBS)

bench: $(VENV)/.bench ## Measure karma against others on 10,000 people (PEOPLE=1000 for fewer); see docs/speed.md
	@rm -rf $(VENV)/wheel && $(BIN)/python -m venv $(VENV)/wheel
	@$(VENV)/wheel/bin/python -m pip install --quiet --disable-pip-version-check .
	$(BIN)/python -m benchmarks.run $(PEOPLE)

clean: ## Remove what was made here; the book and its journal stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find site -mindepth 1 ! -name .gitkeep -delete
	find karma tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is made anew only when what is to be installed has changed.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'karma needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo' >&2; exit 1; }
	@echo 'Setting up in $(VENV) (once)…'
	@$(PYTHON) -m venv $(VENV) \
	  || { echo 'Python came without venv; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	@$(PIP) install --editable .
	@touch $@

# `pip install --group` came with pip 25.1; Python 3.11 brings an older one.
$(VENV)/.dev: $(VENV)/.installed pyproject.toml
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --group dev
	@touch $@

# Whoever cannot be installed is left out of the table.
$(VENV)/.bench: $(VENV)/.dev pyproject.toml
	@$(BIN)/python -m venv $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --group bench
	@! command -v npm >/dev/null || npm install --silent --prefix $(VENV)/bench @11ty/eleventy@3
	@touch $@

$(VENV)/.browser: $(VENV)/.dev tests/browser/package-lock.json
	@for tool in chromium npm java; do command -v $$tool >/dev/null \
	  || { echo "make browser needs $$tool; on Debian: apt install chromium npm default-jre-headless" >&2; exit 1; }; done
	@$(PIP) install --group browser
	@mkdir -p $(VENV)/browser
	@cp tests/browser/package.json tests/browser/package-lock.json $(VENV)/browser
	@npm ci --prefix $(VENV)/browser --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@
