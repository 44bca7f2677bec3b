# Everything here sets itself up: `make demo` and `make test` need Python 3.11, make and a package registry, nothing more.

SHELL := /bin/sh
BIN := .venv/bin
# Debian's packages for the suite: real mail servers, a database server, a browser, the checker of systemd's units.
SERVERS := dovecot-imapd dovecot-lmtpd postfix postgresql chromium openssl systemd
# Two cores are what the suite promises to be content with.
WORKERS := 2

# Mails to measure on may lie beside the checkout; the training texts must hold no near copy of them.
HELD_OUT := $(addprefix --against ,$(wildcard ../shared/validation/mails.jsonl))

.PHONY: help demo test test-fast check bench docs wheel lock run-set dev-set servers model format clean

help:  ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: run-set  ## the whole service on this machine with invented mails; ARGS=--once ends by itself
	@$(BIN)/postlotse demo $(ARGS)

test: dev-set servers model  ## the whole suite, with real servers, on SQLite and PostgreSQL
	$(BIN)/pytest -q -n $(WORKERS) $(ARGS)
	POSTLOTSE_TEST_DATABASE=postgresql $(BIN)/pytest -q -n $(WORKERS) tests/store tests/flow tests/journeys $(ARGS)

test-fast: dev-set model  ## the suite without what is slow or needs servers
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow and not dovecot and not postgres and not browser" $(ARGS)

check: dev-set  ## format, lint, types, layers, migrations, generated pages, the tree
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings postlotse.settings
	$(BIN)/postlotse docs --check docs
	$(BIN)/postlotse rules check --rules rules
	$(BIN)/python -m postlotse.learning.check_texts models/standard/texts $(HELD_OUT)
	$(BIN)/pytest -q -n 0 -m "not slow" tests/repository

bench: run-set  ## measure speed, encoders and public sets; ARGS go to the benchmark of the whole service
	$(BIN)/python bench/run.py $(ARGS)
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/encoders.py
	$(BIN)/python bench/classification.py

docs: run-set  ## write the generated pages of docs/
	$(BIN)/postlotse docs docs
	@[ ! -e models/standard/active ] || $(BIN)/postlotse model show --markdown > docs/model/standard.md

wheel: dev-set  ## build dist/*.whl, with rules, templates, training texts and sample mails inside
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	@ls dist

lock: dev-set  ## write requirements/*.txt anew from pyproject.toml; ARGS=--upgrade takes newer versions
	.ci/lock $(ARGS)

format: dev-set  ## let the formatter and the linter mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## remove what tools left here, not the models and not .venv
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

run-set:
	@.ci/bootstrap run

dev-set:
	@.ci/bootstrap dev

servers:
	@.ci/packages $(SERVERS)

model: dev-set
	@[ -e models/standard/active ] || $(BIN)/postlotse model train
