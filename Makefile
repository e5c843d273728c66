# Two commands for a new user: `make demo` and `make test`. Each makes its own environment; nothing is done twice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check lint types docs lock clean

demo: $(VENV)/.installed
	@$(BIN)/winset report examples/london-2025 -o out/london-2025.html

test: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix src tests benchmarks training
	$(BIN)/ruff format src tests benchmarks training

docs: $(VENV)/.installed-dev
	$(BIN)/python -m winset.cli.reference > docs/reference/cli.md

# After a change of the dependencies in pyproject.toml. Needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --extra frames --universal --python-version 3.11 --generate-hashes -q -o requirements/dev.txt
	uv pip compile pyproject.toml training/attribution/requirements.in --universal --python-version 3.11 --generate-hashes -q -o training/attribution/requirements.txt

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "winset needs Python 3.11 or newer; set PYTHON=python3.11, say")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/run.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes --only-binary=:all: -r requirements/run.txt
	$(INSTALL) --require-hashes --only-binary=:all: -r requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	$(INSTALL) --require-hashes --only-binary=:all: -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
