# make run    start the app            make check  lint, types, logic and content, in a minute
# make test   all kinds in small       make thorough  all in full, every state and screen
# make soak   the browser tests ten times, beside other load
# make lock   fit the locks to the ranges             make upgrade  renew the locks, then test
# make test-newest, make test-lowest  the tests on the newest and the lowest versions that the ranges allow
# make audit  known holes in the packages
# make bench  what costs how much      make clean  forget the environments
# make crosscheck  the rule table on two other engines, a million patients
# make mutation  which small faults in logic/ the tests notice
# make reviews  what no clinician has reviewed        make version  log an edit of content/ (WHAT="One sentence.")
# make sbom  packages and their licences

PYTHON ?= python3
PORT ?= 8501
RUNS ?= 10
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
TESTS := pytest -n 2 --dist loadgroup
RESOLUTION_newest := highest
RESOLUTION_lowest := lowest-direct

.PHONY: run check test thorough soak test-newest test-lowest lock upgrade audit bench crosscheck mutation lint browser office reviews version sbom clean

run: $(VENV)/run-installed
	@echo "VCF Explorer starts at http://localhost:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

# For the inner loop: no browser, no office, no server.
check: $(VENV)/dev-installed lint
	$(BIN)/python -m $(TESTS) -m "not slow" tests/logic tests/cases tests/docs

test: $(VENV)/dev-installed lint browser office
	$(BIN)/python -m $(TESTS) -m "not slow"

# All that make test leaves out as well: every state on every screen, paper, zoom, a killed server, a full disk.
thorough: $(VENV)/dev-installed lint browser office
	$(BIN)/python -m $(TESTS)

# Whatever fails once in ten times waits for time and not for facts.
soak: $(VENV)/dev-installed browser
	$(BIN)/python -m tests.soak --runs $(RUNS)

# A fresh environment without the locks; of what we name itself, the newest or the lowest version that we allow.
test-newest test-lowest: test-%: $(VENV)/dev-installed browser office
	$(BIN)/uv venv -q --clear --python $(BIN)/python $(VENV)-$*
	$(BIN)/uv pip install -q --python $(VENV)-$*/bin/python --resolution $(RESOLUTION_$*) -r requirements-dev.txt
	$(VENV)-$*/bin/python -m $(TESTS) -m "not slow"

lint: $(VENV)/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# One lock for Windows, macOS and Linux and every Python we allow; versions that still fit stay.
lock: $(VENV)/dev-installed
	$(COMPILE) $(RENEW) requirements-dev.txt -o requirements-dev.lock
	$(COMPILE) $(RENEW) requirements.txt -c requirements-dev.lock -o requirements.lock

upgrade:
	$(MAKE) lock RENEW=--upgrade
	$(MAKE) test

audit: $(VENV)/dev-installed
	$(BIN)/python -m tests.vulnerabilities

bench: $(VENV)/dev-installed
	$(BIN)/python -m tests.bench

crosscheck: $(VENV)/dev-installed
	$(BIN)/python -m tests.crosscheck --scenarios 1000000

# One module or a few:  .venv/bin/python -m tests.mutation rules.table rules.conditions
mutation: $(VENV)/dev-installed
	$(BIN)/python -m tests.mutation --control

# What no clinician has reviewed, and what was edited since its review.
reviews: $(VENV)/run-installed
	@$(BIN)/python -m logic.assurance.to_review

# After an edit in content/:  make version WHAT="One sentence about the change."
version: $(VENV)/run-installed
	@$(BIN)/python -m logic.content.fingerprint --record "$$WHAT"

# What the app needs at run time, and under which licences.
sbom: $(VENV)/dev-installed
	$(BIN)/python -m tests.licences
	$(BIN)/python -m tests.sbom

# A browser for the tests: one that is there, else Debian's, else Playwright's own.
browser: $(VENV)/dev-installed
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium; } \
	|| $(BIN)/playwright install chromium

# What opens the hand-outs in the tests: LibreOffice the slides, in a typeface as wide as Arial, poppler the pages.
office:
	@{ command -v soffice && command -v pdftoppm && fc-list | grep -i "liberation sans"; } >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	     && apt-get install -y -qq --no-install-recommends libreoffice-impress poppler-utils fonts-liberation; } \
	|| { echo "The tests need LibreOffice (soffice), poppler (pdftoppm) and the Liberation fonts; please install them."; exit 1; }

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run-installed: requirements.lock | $(VENV)/bin/python
	$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/dev-installed: requirements.lock requirements-dev.lock | $(VENV)/bin/python
	$(INSTALL) -r requirements-dev.lock
	@touch $@ $(VENV)/run-installed

clean:
	rm -rf $(VENV) $(VENV)-newest $(VENV)-lowest
