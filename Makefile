# The commands of the project; each sets up what it needs. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
HOST ?= 127.0.0.1
PORT ?= 8000
BENCH ?=
PY := .venv/bin/python
FLASK := $(PY) -m flask --app wsgi
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
export HOST PORT BENCH

.PHONY: help setup setup-tests run test check bench lock catalogues clean

help: ## say what each command does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: .stamps/environment $(COMPILED) ## make the environment from the lock file and compile the catalogues

.stamps/environment: requirements.txt
	@bash .ci/packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core
	@command -v uv >/dev/null || python3 -c 'import venv, ensurepip' 2>/dev/null || bash .ci/packages python3-venv
	@if command -v uv >/dev/null; then test -x $(PY) || uv venv -q .venv; uv pip install -q --python $(PY) --require-hashes -r requirements.txt; \
	else test -x $(PY) || python3 -m venv .venv; $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt; fi
	@mkdir -p .stamps && touch $@

.stamps/tests: requirements-dev.txt .stamps/environment
	@bash .ci/packages chromium postgresql
	@if command -v uv >/dev/null; then uv pip install -q --python $(PY) --require-hashes -r requirements-dev.txt; \
	else $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt; fi
	@mkdir -p .stamps && touch $@

translations/%.mo: translations/%.po .stamps/environment
	@$(PY) -m babel.messages.frontend compile -i $< -o $@ >/dev/null 2>&1

setup-tests: setup .stamps/tests

run: setup ## serve the demo school: web and worker (HOST, PORT, PORTAL_DATABASE_URL, PORTAL_INSTANCE)
	@PORTAL_DEMO=1 PORTAL_URL="$${PORTAL_URL:-http://$(HOST):$(PORT)}" exec $(PY) -m portal.supervisor

test: setup-tests ## run every test: rules, deeds on SQLite and PostgreSQL, browser, languages, accessibility
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 2 --dist worksteal

check: setup-tests ## formatter, linters, types, contracts, templates, catalogues, lock file, known weaknesses
	@bash .ci/check

bench: setup-tests ## print the figures (BENCH=page|booking|help|fanout|yearly for one group)
	@$(PY) -m tests.bench

lock: ## write the lock files anew from requirements.in and requirements-dev.in
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade requirements.in -o requirements.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt -c requirements.txt

catalogues: setup-tests ## collect new texts into the catalogues and compile them
	@$(PY) -m tests.catalogues --update
	@$(MAKE) -s setup

clean: ## remove what was made, except the instance folder
	@rm -rf .venv .stamps .pytest_cache .ruff_cache .hypothesis $(COMPILED)
