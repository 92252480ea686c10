# Two commands: `make demo` shows what dateline does, `make test` runs everything that CI runs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := demo
FUZZ_SECONDS ?= 60
STRICT := --quiet --nitpicky --fail-on-warning --keep-going --doctree-dir build/docs/trees

.PHONY: demo test lint types layers pytest docs schema bench fuzz clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dateline needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,postgresql]'
	@touch $@

$(VENV)/.docs-installed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

demo: $(VENV)/.installed
	@PATH="$(abspath $(BIN)):$$PATH" sh docs/demo.sh $(DEMO)

test: lint types layers pytest

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

layers: $(VENV)/.test-installed
	$(BIN)/lint-imports

pytest: $(VENV)/.test-installed
	@sh tests/browser/prepare.sh $(VENV)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

docs: $(VENV)/.docs-installed
	rm -rf build/docs
	$(BIN)/python -m sphinx $(STRICT) --builder html docs build/docs/html
	$(BIN)/python -m sphinx $(STRICT) --builder man docs build/docs/man
	@echo "build/docs/html/index.html, and manual pages in build/docs/man"

schema: $(VENV)/.installed
	$(BIN)/python -m dateline.storage.ddl > db/schema.sql

# As users have it: installed from a wheel, not editable, beside what it is measured against.
bench:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check . 'sqlite-utils>=4' 'edtf>=5' 'duckdb>=1.1'
	.venv-bench/bin/python bench/startup.py
	.venv-bench/bin/python bench/dates.py
	.venv-bench/bin/python bench/deadlines.py
	.venv-bench/bin/python bench/scale.py import queries facets export $(if $(N),-n $(N))

fuzz:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check . 'atheris>=3'
	.venv-bench/bin/python bench/fuzz_dates.py $(FUZZ_SECONDS)

clean:
	rm -rf $(VENV) .venv-bench $(DEMO) build dist src/*.egg-info
