# `make demo` shows what dateline does, `make check` is for every change, `make test` for every commit to be shared, and
# `make test-rest` runs what `make test` leaves out of long tables. CI runs both.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := demo
FUZZ_SECONDS ?= 60
SEED ?= 1
SECONDS ?= 600
STRICT := --quiet --nitpicky --fail-on-warning --keep-going --doctree-dir build/docs/trees

PICTURES := docs/pictures

.PHONY: pictures demo test test-rest check lint types pyright layers quick pytest coverage docs man schema bench bench-compare bench-more fuzz torture cluster test-cluster lowest audit licences reproducible clean

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

check: lint types layers quick

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

# The library and a program that uses it, as editors check them; pyright and the Node that it runs on are fetched.
pyright: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pyright
	$(BIN)/pyright

layers: $(VENV)/.test-installed
	$(BIN)/lint-imports

# The tests start hundreds of processes; without this each of them might compile the program anew.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Every test on one engine; of long tables each case on one, of properties few examples (tests/chosen.py has the rule).
pytest: $(VENV)/.test-installed
	@sh tests/browser/prepare.sh $(VENV)
	$(PYTEST) --part chosen

# What that leaves out: the other cases, and every property with all its examples.
test-rest: $(VENV)/.test-installed
	$(PYTEST) --part rest

# Dates, deadlines, formats, tables and pictures, the storage on SQLite, with few examples of each property: what is
# left out of `make test` is whole commands, PostgreSQL, lakes, the server, the documentation, what is marked as slow.
QUICK := $(wildcard tests/test_house.py tests/dates tests/deadlines tests/formats tests/render tests/storage)
quick: $(VENV)/.test-installed
	$(PYTEST) --quiet --part quick $(QUICK)

# All tests once more, with the lines and branches that they reach, in processes of their own too; setup.cfg has the floor.
# Processes that tests kill leave a few files that cannot be combined.
coverage: $(VENV)/.test-installed
	rm -rf build/coverage && mkdir -p build/coverage
	@sh tests/browser/prepare.sh $(VENV)
	$(BIN)/python -m coverage run -m pytest --numprocesses auto --dist worksteal
	-$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage html --quiet
	$(BIN)/python -m coverage report --format total --fail-under 0
	$(BIN)/python -m coverage report

docs: $(VENV)/.docs-installed
	rm -rf build/docs
	$(BIN)/python -m sphinx $(STRICT) --builder html docs build/docs/html
	$(BIN)/python -m sphinx $(STRICT) --builder man docs build/docs/man
	@echo "build/docs/html/index.html, and manual pages in build/docs/man"

# The manual page that the wheel installs; a test asks for it when the help has changed.
man: $(VENV)/.installed
	$(BIN)/python docs/man_page.py > docs/dateline.1

schema: $(VENV)/.installed
	$(BIN)/python -m dateline.storage.engines.ddl > db/schema.sql

# The pictures of the README; the days are given, so that they come out the same on any day.
pictures: $(VENV)/.installed
	mkdir -p $(PICTURES) build
	rm -f build/pictures.db
	$(BIN)/dateline -q --db build/pictures.db load union-state
	$(BIN)/dateline --db build/pictures.db export --from 1999 --to 2000 --theme institutions --theme politics \
	  --theme defence --title "Russia and Belarus, 1999 and 2000" -o $(PICTURES)/timeline.svg
	$(BIN)/dateline --db build/pictures.db deadlines --as-of 2000-10-15 --known-at 2009-12-31 \
	  --title "What was promised, on 15 October 2000" -f svg -o $(PICTURES)/board.svg

# One page: what, ours, theirs, ratio, wanted. `make bench N=1000000` takes as many events, `make bench ONLY="lake import"`
# some of it; JSON of every run stays in bench/runs.
bench: .venv-bench/.installed
	.venv-bench/bin/python bench/run.py $(ONLY) $(if $(N),-n $(N))

# What a change did, commands in turn: `make bench-compare A=main B=.`, or A and B two files of bench/runs;
# INSTRUCTIONS=1 counts instructions in place of time.
bench-compare: .venv-bench/.installed
	@test -n "$(A)" -a -n "$(B)" || { echo "say what: make bench-compare A=BEFORE B=AFTER"; exit 2; }
	.venv-bench/bin/python bench/compare.py $(A) $(B) $(if $(N),-n $(N)) $(if $(INSTRUCTIONS),--instructions)

# As users have it: installed from a wheel, not editable, beside what it is measured against.
.PHONY: .venv-bench/.installed
.venv-bench/.installed:
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check '.[lake]' 'sqlite-utils>=4' 'edtf>=5' plotly playwright

# The benchmarks with opponents or pages of their own.
bench-more: .venv-bench/.installed
	.venv-bench/bin/python bench/startup.py
	.venv-bench/bin/python bench/dates.py
	.venv-bench/bin/python bench/deadlines.py
	.venv-bench/bin/python bench/history.py
	.venv-bench/bin/python bench/pictures.py

fuzz:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check . 'atheris>=3'
	.venv-bench/bin/python bench/fuzz_dates.py $(FUZZ_SECONDS)

# Commands killed and interrupted, surroundings that fail, writers and outputs at once, random histories, forgeries,
# broken-off questions, hostile input: a table into docs/reliability.md.
torture: $(VENV)/.test-installed
	PYTHONPATH=tests $(BIN)/python -m torture --seed $(SEED) --seconds $(SECONDS) --page docs/reliability.md

$(VENV)/.spark-installed: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'
	@touch $@

# Spark itself, of the version of the client, apart from everything else: it has a client of its own.
.venv-spark/.installed: $(VENV)/.spark-installed
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check 'pyspark>=4.1,<5'
	@touch $@

SPARK = SPARK_HOME="$$(echo $(abspath .venv-spark)/lib/python*/site-packages/pyspark)" PYTHONPATH=tests

# A master, two workers and a Spark Connect server on loopback, with a lake of N made-up events, until Ctrl-C.
cluster: .venv-spark/.installed
	$(SPARK) $(BIN)/python -m cluster $(N)

# The conformance suite on such a cluster, and a query that loses a worker.
test-cluster:
	@if ! command -v java > /dev/null; then echo "SKIPPED: no test on a Spark cluster: there is no Java"; \
	elif ! $(MAKE) --no-print-directory .venv-spark/.installed; then \
	  echo "SKIPPED: no test on a Spark cluster: Spark could not be installed"; \
	else $(SPARK) $(BIN)/python -m cluster test; fi

# The same tests with the lowest versions of everything that setup.cfg allows.
lowest:
	$(PYTHON) -m venv .venv-lowest
	$(PYTHON) tests/supply/lowest.py > .venv-lowest/constraints.txt
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv-lowest/constraints.txt \
	  --editable '.[test,postgresql,web,plots,parquet,calendar,holidays]'
	.venv-lowest/bin/python -m pytest --numprocesses auto --dist worksteal --ignore tests/browser \
	  --ignore tests/test_docs.py --ignore tests/test_docs_pages.py

# Known faults of what is installed; it asks the advisory service of the package index.
audit: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --strict --skip-editable --progress-spinner off || \
	  { echo "pip-audit found something, or could not reach its service: see above"; exit 1; }

licences: $(VENV)/.test-installed
	$(BIN)/python tests/supply/licences.py > build/licences.md && mv build/licences.md docs/licences.md

# Wheel and sdist of the commit, built twice from two clones: the same bytes, or it fails.
reproducible: $(VENV)/.test-installed
	$(BIN)/python tests/supply/release.py --compare

clean:
	rm -rf $(VENV) .venv-bench .venv-lowest .venv-spark $(DEMO) build dist src/*.egg-info
