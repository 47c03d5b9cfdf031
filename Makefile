# Every target does its own set-up. `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
FLASK := $(VENV)/bin/flask --app wsgi
export HOST ?= 127.0.0.1
export PORT ?= 8000
export DATA ?= instance
PYTHON ?= python3

.PHONY: setup dev debian run test lint format proof bench-live bench-registration bench-pages messages lock vendor screenshots clean

setup: $(VENV)/.run-ready

$(VENV)/.run-ready: requirements.txt $(wildcard lcm/translations/*/LC_MESSAGES/*.po)
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || (deploy/debian.sh venv && $(PYTHON) -m venv $(VENV))
	@test -f $(VENV)/.installed && cmp -s requirements.txt $(VENV)/.installed \
	  || ($(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt \
	      && cp requirements.txt $(VENV)/.installed)
	@$(VENV)/bin/pybabel -q compile -d lcm/translations
	@touch $@

dev: setup $(VENV)/.dev-ready

$(VENV)/.dev-ready: requirements.txt requirements-dev.txt
	@$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

debian:
	@deploy/debian.sh chromium postgresql redis

run: setup
	@LCM_DEMO=true exec $(FLASK) lcm serve

test: dev debian
	@$(VENV)/bin/pytest -n $$(($$(nproc) + 1)) $(TESTS)

lint: dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/vulture
	$(VENV)/bin/djlint --quiet --lint templates

format: dev
	$(VENV)/bin/ruff check --fix -q . ; $(VENV)/bin/ruff format -q .

messages: dev
	$(PY) deploy/messages.py
	$(VENV)/bin/pybabel -q compile -d lcm/translations

proof: dev debian
	@$(VENV)/bin/pytest -q -n 0 tests/registration/races --in-full
	@set -o pipefail; $(PY) -m bench.kills | tee docs/proof.txt

bench-live: dev
	$(PY) -m bench.live

bench-registration: dev
	$(PY) -m bench.registration

bench-pages: dev
	$(PY) -m bench.pages

lock: dev
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links --python-version 3.11 pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links --python-version 3.11 --group dev -c requirements.txt -o requirements-dev.txt

vendor:
	deploy/vendor.sh

screenshots: dev debian
	@$(VENV)/bin/pytest -q -n 0 tests/e2e/test_screenshots.py --screenshots

clean:
	rm -rf $(VENV) instance .pytest_cache .mypy_cache .ruff_cache .hypothesis
