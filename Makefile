# Two commands for everybody: `make run` and `make test`. Needs python3 (3.11 or newer, with venv) and make.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard intranet/translations/*/LC_MESSAGES/messages.po))
READY := $(VENV)/.run $(CATALOGUES)
READY_TO_TEST := $(VENV)/.dev $(CATALOGUES)

.PHONY: run install test check bench screens words migration lock vendor clean help

## Start the intranet with its demo organisation, on PORT (8000), HOST (127.0.0.1) and INTRANET_DATA (var).
run: $(READY)
	@exec $(PY) -m tools.run

## Install what the house needs to run, and no more: for a server of your own.
install: $(READY)

## Check everything: the checks of `make check`, every test on SQLite and Postgres, whole visits in Chromium.
test: $(READY_TO_TEST)
	@$(PY) -m tools.test

## Check what can be checked in a minute: format, lint, types, rooms, templates, words, tests of the house.
check: $(READY_TO_TEST)
	@$(PY) -m tools.check

## Measure speed and weight beside a bare Flask page, and print a table.
bench: $(READY_TO_TEST)
	@$(PY) -m tools.bench

## Take a picture of every page, on a phone and a PC, light and dark, into screens/.
screens: $(READY_TO_TEST)
	@$(PY) -m tools.screens

## Bring the Dutch catalogue in step with the words in the code; new ones wait there for a translation.
words: $(READY_TO_TEST)
	@$(PY) -m tools.words update
	@$(PY) -m tools.words compile

## Write the next migration from the difference between models and database; name it with NAME="a person has a phone".
migration: $(READY_TO_TEST)
	@$(PY) -m flask --app app db revision --autogenerate -m "$(NAME)" \
	  --rev-id "$$(printf %04d $$(($$(ls migrations/versions/[0-9]*.py | wc -l) + 1)))"

## Pin the newest allowed versions of requirements/*.in with hashes (needs uv).
lock:
	@uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 requirements/run.in -o requirements/run.txt
	@uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 requirements/dev.in -o requirements/dev.txt

## Fetch the scripts of others again, as static/vendor/vendor.toml says (needs npm).
vendor:
	@$(PYTHON) -m tools.vendor update

## Throw away what can be made again: packages, caches, pictures. The data in var/ stays.
clean:
	@rm -rf $(VENV) screens .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache $(CATALOGUES)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

## Tell what every target is for.
help:
	@awk '/^## /{told=substr($$0,4)} /^[a-z]+:/{split($$1,name,":"); if (told) printf "make %-10s %s\n", name[1], told; told=""}' Makefile

$(VENV)/.run: requirements/run.txt tools/setup.py
	@$(PYTHON) tools/setup.py requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(PYTHON) tools/setup.py requirements/dev.txt
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(PY) -m tools.words compile
