# Two commands matter to a new reader: `make demo` and `make test`. Both need only Python 3.11+, make and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO_HOME := data/demo

.PHONY: demo test dashboard lint check-docs bench clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("明账需要 Python 3.11 或更高版本，当前是 " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)
	MINGZHANG_HOME=$(DEMO_HOME) $(BIN)/mingzhang refresh --inbox examples
	@echo "打开看板：make dashboard"

dashboard: $(READY)
	MINGZHANG_HOME=$(DEMO_HOME) $(BIN)/mingzhang dashboard

test: $(READY)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	mkdir -p data/lint && $(BIN)/python tests/fixtures/build_raw.py tests/fixtures/figures.csv data/lint/raw.duckdb
	MINGZHANG_RAW_DB=data/lint/raw.duckdb MINGZHANG_BUILD_DB=data/lint/mingzhang.duckdb $(BIN)/sqlfluff lint --processes 2 models tests/dbt

clean:
	rm -rf $(VENV) data/demo target logs
