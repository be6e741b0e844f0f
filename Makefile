# Each target does its own set-up in .venv; nothing has to be installed by hand but Python, git and make.

# The first Python that is new enough; another: make PYTHON=/path/to/python3.13 ...
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
WORKERS ?= 2
PIP := -m pip --quiet --disable-pip-version-check
CONSTRAINED := $(PIP) install --constraint constraints.txt
# What is compiled is kept, whatever the shell says: each process would compile it again.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: help demo test slow lint format bench bench-peers audit constraints clean

help:
	@echo 'make demo    crawl a made-up news site on this machine, write demo.jsonl'
	@echo 'make test    the quick tests'
	@echo 'make slow    the slow tests'
	@echo 'make lint    ruff, mypy, scrapy-lint'
	@echo 'make format  let ruff format the code'
	@echo 'make bench   how much a page costs; bench-peers: to read it, beside other readers'
	@echo 'make audit   look the packages of constraints.txt up for known holes, on the internet'
	@echo 'make constraints  renew constraints.txt: the newest of everything; then run all tests'
	@echo 'make clean   remove the environments, .venv and its like, and what the tools left behind'

demo: .venv/installed-run
	$(BIN)/scrapy demo

test: .venv/installed-test
	$(PYTEST) -m 'not slow' $(ARGS)

slow: .venv/installed-test .venv-scrapyd/installed
	$(PYTEST) -m 'slow or hypothesis' --hypothesis-profile=thorough $(ARGS)

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

bench-real: .venv/installed-test .venv/installed-bench
	$(BIN)/python -m benchmarks.real '$(PAGES)' $(ARGS)

# A set-up is done again when pyproject.toml or constraints.txt has changed.
.venv/installed-run: EXTRAS :=
.venv/installed-test: EXTRAS := [test]
.venv/installed-dev: EXTRAS := [dev]
.venv/installed-%: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python $(CONSTRAINED) --editable '.$(EXTRAS)'
	@touch $@

# Not constrained: two dozen packages that only this wants, and one that holds another back.
# The pip that comes with Python 3.11 fails at the extras of lxml that both readers ask for.
.venv/installed-bench: pyproject.toml | $(BIN)/python
	$(BIN)/python $(PIP) install --upgrade pip
	$(BIN)/python $(PIP) install --editable '.[bench]'
	@touch $@

# Scrapyd in an environment of its own, with what newsbot needs, without newsbot: tests/deploy.
.venv-scrapyd/installed: deploy/scrapyd-requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m venv .venv-scrapyd
	.venv-scrapyd/bin/python $(CONSTRAINED) --requirement $<
	@touch $@

# Not in .venv: the auditor brings two dozen packages, which would be audited too.
audit: | $(BIN)/python
	$(BIN)/python -m venv .venv-audit
	.venv-audit/bin/python $(PIP) install pip-audit
	.venv-audit/bin/pip-audit --vulnerability-service osv --no-deps --disable-pip \
		--requirement constraints.txt

constraints: | $(BIN)/python
	$(BIN)/python -m venv --clear .venv-constraints
	.venv-constraints/bin/python $(PIP) install \
		--editable '.[dev]' --requirement deploy/scrapyd-requirements.txt
	{ grep '^#' constraints.txt; .venv-constraints/bin/python -m pip freeze --all \
		--exclude-editable --exclude pip; } >constraints.new
	mv constraints.new constraints.txt
	rm -rf .venv-constraints

$(BIN)/python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'newsbot needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3' >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'No virtual environment could be made. On Debian: apt install python3-venv' >&2; exit 1; }

clean:
	rm -rf .venv .venv-scrapyd .venv-audit .venv-constraints .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	find benchmarks newsbot tests -name __pycache__ -exec rm -rf {} +
