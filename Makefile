# make run    start the app            make test   lint, types and every test
# make bench  what costs how much      make clean  forget the environment

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench lint browser clean

run: $(VENV)/run-installed
	@echo "VCF Explorer starts at http://localhost:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/dev-installed lint browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev-installed
	$(BIN)/python -m tests.bench

# A browser for the tests: one that is there, else Debian's, else Playwright's own.
browser: $(VENV)/dev-installed
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; } \
	|| $(BIN)/playwright install chromium

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run-installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev-installed: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run-installed

clean:
	rm -rf $(VENV)
