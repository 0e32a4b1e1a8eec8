# make run · make talk · make test · make check: each works on a fresh machine with Python 3.11-3.13.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# One more than there are cores, since the tests in a browser mostly wait for it.
TESTERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
TESTER := tests/virtual_alexa
TESTER_READY := $(TESTER)/node_modules/ready
ASK := deployment/ask_cli
ASK_READY := $(ASK)/node_modules/ready

.PHONY: help run talk test prove attack fuzz check lint types format content model script \
	release lambda self-hosted ask-cli deploy-check bench bench-load bench-faults bench-nlu virtual-alexa lint-skill screenshots apl-suggester clean

help:
	@echo "make run      serve the simulator page and Alexa's endpoint on http://127.0.0.1:8000"
	@echo "make talk     talk with the skill in the terminal"
	@echo "make test     run the tests"
	@echo "make virtual-alexa  install the tester of that name, for its test; needs Node"
	@echo "make prove    walk every state of the conversation, to the end: a quarter of an hour"
	@echo "make attack   attack the endpoint, stop and kill it under load, run it as its container would: four minutes"
	@echo "make fuzz     try 200,000 mutated requests: a minute or two"
	@echo "make check    lint, types and tests"
	@echo "make lint-skill  find what is wrong with what the skill hears and says"
	@echo "make format   put code into its form"
	@echo "make content  check what the skill may say"
	@echo "make model    build the skill package from what people say"
	@echo "make script   write the clinician's book, docs/script/index.html"
	@echo "make screenshots  take the pictures in docs/images, with Chromium"
	@echo "make release  build the skill package, if a clinician has reviewed every line"
	@echo "make lambda   make the AWS Lambda package, and build/lambda for: ask deploy"
	@echo "make self-hosted  make build/self-hosted, the same for a server of your own"
	@echo "make ask-cli  install the ask command that deploys; needs Node"
	@echo "make deploy-check  deploy to a stand-in for Amazon with the real ask-cli: two minutes"
	@echo "make bench    measure a verified turn, start-up, a talk and Lambda's cold start: three minutes"
	@echo "make bench-load    measure 50 and 200 connections, and memory over 100,000 turns: ten minutes"
	@echo "make bench-faults  measure what thirteen faults cost under load: five minutes"
	@echo "make apl-suggester  install Amazon's linter for screens, which the tests use where it is"
	@echo "make bench-nlu  measure how well speech is understood, by several ways of learning"

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "$(PYTHON) could not be run, or is not Python 3.11 to 3.13; name one: make PYTHON=python3.12 ..."; exit 2; }
	@echo "Setting up $(VENV), once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $(READY)

run: $(READY)
	@$(BIN)/python -m simulator serve

talk: $(READY)
	@$(BIN)/python -m simulator talk

test: $(READY)
	@$(MAKE) --no-print-directory virtual-alexa || echo "Going on without it: its test is skipped."
	$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist worksteal

virtual-alexa: $(TESTER_READY)

$(TESTER_READY): $(TESTER)/package-lock.json
	@command -v npm >/dev/null || { echo "virtual-alexa needs Node and npm, which are not here."; exit 1; }
	@echo "Installing virtual-alexa, once ..."
	@cd $(TESTER) && npm ci --silent || { echo "npm could not install virtual-alexa; is there a network?"; exit 1; }
	@touch $(TESTER_READY)

prove: $(READY)
	$(BIN)/python -m pytest -m prove

attack: $(READY)
	$(BIN)/python -m pytest tests/attack tests/watch tests/benchmarks -m ''

fuzz: $(READY)
	$(BIN)/python -m pytest tests/fuzz -m ''

check: lint types test

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

lint-skill: $(READY)
	@$(BIN)/python -m linter

types: $(READY)
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

content: $(READY)
	$(BIN)/python -m linter.content

model: $(READY)
	$(BIN)/python -m interaction_model.build

script: $(READY)
	$(BIN)/python -m docs.book

screenshots: $(READY)
	$(BIN)/python -m docs.screenshots

release: $(READY)
	$(BIN)/python -m docs.book --release-check
	$(BIN)/python -m interaction_model.build

lambda: model
	@$(BIN)/python -m deployment lambda $(LAMBDA)

self-hosted: model
	@$(BIN)/python -m deployment self-hosted

ask-cli: $(ASK_READY)

$(ASK_READY): $(ASK)/package-lock.json
	@command -v npm >/dev/null || { echo "ask-cli needs Node and npm, which are not here."; exit 1; }
	@echo "Installing ask-cli, once ..."
	@cd $(ASK) && npm ci --silent || { echo "npm could not install ask-cli; is there a network?"; exit 1; }
	@touch $(ASK_READY)

deploy-check: $(READY)
	@$(MAKE) --no-print-directory ask-cli || echo "Going on without it: its tests are skipped."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-deploy.txt -c requirements.txt || \
		echo "Going on without requirements-deploy.txt: its tests are skipped."
	$(BIN)/python -m pytest tests/deployment -m ''

bench: $(READY)
	$(BIN)/python -m benchmarks.verified_turn
	$(BIN)/python -m benchmarks.start_up
	$(BIN)/python -m benchmarks.relief_talk
	$(BIN)/python -m benchmarks.cold_start

bench-load: $(READY)
	$(BIN)/python -m benchmarks.connections
	$(BIN)/python -m benchmarks.memory

bench-faults: $(READY)
	$(BIN)/python -m benchmarks.faults

bench-nlu: $(READY)
	$(BIN)/python -m benchmarks.understanding

apl-suggester:
	npm install --no-save --ignore-scripts --no-audit --no-fund --prefix .cache/apl-suggester apl-suggester@2024.2.0

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build \
		$(TESTER)/node_modules $(ASK)/node_modules
