# make setup | check | test | test-all | demo | golden | catalogue | bench | real DATA=folder | docs
# Everything runs in .venv, which is made from requirements.lock with Python and pip alone.

PYTHON ?= python3
BIN := .venv/bin
DEMO_CALL := criteria/mittelstand-4.0.toml
DEMO_BOOK := examples/mittelstand/proposals.xlsx

.PHONY: setup check test test-all demo golden catalogue bench real docs

setup: .venv/done

KERNEL := tableau simplex weighing search
ENGINE := $(KERNEL:%=src/tenderscore/engine/%.py) $(KERNEL:%=src/tenderscore/engine/%.pxd)

.venv/lock: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tenderscore needs Python 3.11 or newer; say make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch .venv/lock

.venv/done: .venv/lock pyproject.toml hatch_build.py $(ENGINE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch .venv/done

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: setup
	$(BIN)/python -m pytest -n auto -m "not full"

test-all: setup
	$(BIN)/python -m pytest -n auto

demo: setup
	$(BIN)/tenderscore select $(DEMO_CALL) $(DEMO_BOOK) --out build/award --force
	$(BIN)/tenderscore explain $(DEMO_CALL) $(DEMO_BOOK) --id M4-21

golden: setup
	TENDERSCORE_GOLDEN=refresh $(BIN)/python -m pytest tests/test_golden.py -p no:randomly
	git diff --stat -- tests/golden

catalogue: setup
	$(BIN)/python tools/catalogue.py
	git diff --stat -- src/tenderscore/locale

docs: setup
	$(BIN)/python tools/reference.py

bench: setup
	$(BIN)/python benchmarks/run.py

real: setup
	@test -n "$(DATA)" || { echo "Say make real DATA=folder with the real workbooks."; exit 2; }
	TENDERSCORE_REAL_DATA="$(DATA)" $(BIN)/python -m pytest tests/test_real_round.py -rs
