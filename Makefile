# Each target does its own set-up in .venv; nothing has to be installed by hand but Python, git and make.

# The first Python that is new enough; another: make PYTHON=/path/to/python3.13 ...
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: help demo test slow lint format bench bench-peers clean

help:
	@echo 'make demo    crawl a made-up news site on this machine, write demo.jsonl'
	@echo 'make test    the quick tests'
	@echo 'make slow    the slow tests'
	@echo 'make lint    ruff, mypy, scrapy-lint'
	@echo 'make format  let ruff format the code'
	@echo 'make bench   how much a page costs; bench-peers: to read it, beside other readers'
	@echo 'make clean   remove .venv, .venv-scrapyd and what the tools left behind'

demo: .venv/installed-run
	$(BIN)/scrapy demo

test: .venv/installed-test
	$(PYTEST) -m 'not slow' $(ARGS)

slow: .venv/installed-test .venv-scrapyd/installed
	$(PYTEST) -m slow $(ARGS)

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/scrapy-lint

format: .venv/installed-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/installed-test
	$(BIN)/python -m benchmarks $(ARGS)

bench-peers: .venv/installed-test .venv/installed-bench
	$(BIN)/python -m benchmarks.reading $(ARGS)

# A set-up is done again when pyproject.toml has changed.
.venv/installed-run: EXTRAS :=
.venv/installed-test: EXTRAS := [test]
.venv/installed-dev: EXTRAS := [dev]
.venv/installed-%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.$(EXTRAS)'
	@touch $@

# The pip that comes with Python 3.11 fails at the extras of lxml that both readers ask for.
.venv/installed-bench: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

# Scrapyd in an environment of its own, with what newsbot needs, without newsbot: tests/deploy.
.venv-scrapyd/installed: deploy/scrapyd-requirements.txt | $(BIN)/python
	$(BIN)/python -m venv .venv-scrapyd
	.venv-scrapyd/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(BIN)/python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'newsbot needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3' >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'No virtual environment could be made. On Debian: apt install python3-venv' >&2; exit 1; }

clean:
	rm -rf .venv .venv-scrapyd .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
