# Two commands do everything: `make demo` and `make test`. They need Python 3.11 or newer with venv, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test check unit bench test-office test-long clean

demo: $(VENV)/.run
	$(BIN)/python -m paritrana demo

test: check unit

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: export PYTHONWARNDEFAULTENCODING := 1
unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m "not office and not long"

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

test-office: export PYTHONWARNDEFAULTENCODING := 1
test-office: $(VENV)/.dev
	sh scripts/install_office.sh
	$(BIN)/python -m pytest -n 1 -m office

test-long: export PYTHONWARNDEFAULTENCODING := 1
test-long: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m long

clean:
	rm -rf $(VENV) paritrana-demo build dist

$(VENV)/.run: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	touch $@
