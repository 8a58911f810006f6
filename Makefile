# Two commands matter: `make demo` and `make test`. Both make the environment .venv from the hashed lock first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Where it is set each of the many processes of the tests would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE
EMULATOR := tests/servers/emulate/node_modules/.ready
ALEMBIC := $(BIN)/alembic -c migrations/alembic.ini -x url=sqlite:///.migrated/ledger.sqlite

.PHONY: demo demo-gmail test lint types layers migrations pytest bench fuzz soak crashes container evaluate grouping simulate screenshots lock clean

demo: $(READY)
	@$(BIN)/watcher demo

# The same over the Gmail API, against an emulator of it: needs npm.
demo-gmail: $(READY) $(EMULATOR)
	@$(BIN)/python -m tests.servers.demo_gmail

test: test-packages
	@$(MAKE) --no-print-directory --jobs --output-sync=target lint types layers migrations
	@$(MAKE) --no-print-directory pytest

$(READY): requirements-dev.lock pyproject.toml
	@sh deploy/system-packages.sh python "$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: test-packages
test-packages:
	@sh deploy/system-packages.sh test "$(PYTHON)"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

# Up, down, and up again on an empty ledger.
migrations: $(READY)
	@rm -rf .migrated && mkdir .migrated
	$(ALEMBIC) upgrade head
	$(ALEMBIC) downgrade base
	$(ALEMBIC) upgrade head
	@rm -rf .migrated

pytest: $(READY) $(EMULATOR)
	$(BIN)/python -m pytest -n auto --dist worksteal

# An emulator of Gmail with the Node that it needs, by hash, from the registry that npm is set to. Without npm or network
# the tests over it are skipped, and the next `make` tries again.
$(EMULATOR): tests/servers/emulate/package-lock.json
	@command -v npm >/dev/null || exit 0; cd tests/servers/emulate && \
	  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.ready || \
	  echo "The emulator of Gmail could not be installed: tests over it are skipped, or fail where CI is set." >&2

bench: export IDLE_SECONDS ?= 600
bench: export LATENCY_ARRIVALS ?= 1000
bench: export IDLE_READINGS ?= 288
bench: $(READY)
	$(BIN)/python -m pytest tests/bench --benchmark-enable --benchmark-only

# Random faults, one a second, over simulated days, with employer and user acting; SOAK_SEED draws other ones.
soak: $(READY)
	$(BIN)/python -m tests.soak

# The service installed for real, in a container that is booted with its systemd: as root, some minutes.
container: test-packages $(READY)
	@sh deploy/system-packages.sh container "$(PYTHON)"
	WATCHER_CONTAINER=1 $(BIN)/python -m pytest tests/system/test_service.py -v

FUZZ_SECONDS ?= 600

# Coverage-guided fuzzing. atheris is for this target only: it lies in .fuzz, not in the environment.
fuzz: .fuzz/.ready
	PYTHONPATH=.fuzz/lib $(BIN)/python -m tests.fuzz.fuzz $(FUZZ_SECONDS)

.fuzz/.ready: $(READY) tests/fuzz/requirements.lock
	@mkdir -p .fuzz
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target .fuzz/lib \
	  --only-binary :all: --require-hashes -r tests/fuzz/requirements.lock
	@touch $@

# Every point at which a pass can be killed, of every scene; `make test` takes an even share of them.
crashes: $(READY)
	CRASH_POINTS=all $(BIN)/python -m pytest tests/system/test_crashes.py

# How well inference reads labelled mail: tests/corpus, and CORPUS=DIR besides. The figures as JSON: .evaluation.json
evaluate: $(READY)
	@$(BIN)/python -m tests.bench.evaluate tests/corpus $(CORPUS) --misses 20 --json .evaluation.json

# How well mail is put together to applications, over made-up years of 300 each.
grouping: $(READY)
	@$(BIN)/python -m tests.timeline.test_grouping

# Twenty made-up job searches of a year each against the real rules, on all processors; exit code 7 where a target is missed.
simulate: $(READY)
	@$(BIN)/watcher simulate --seeds 1-20

# The digest in Chromium, every week at both widths and in both colours, to be looked at: into .screenshots
screenshots: $(READY)
	@$(BIN)/python -m tests.digest.screenshots .screenshots

# `uv` from PyPI resolves for every platform; the lock names no index.
lock:
	uv pip compile pyproject.toml --generate-hashes --python-version 3.11 --universal --no-emit-index-url \
	  --no-emit-find-links --upgrade --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --constraint requirements.lock --generate-hashes --python-version 3.11 \
	  --universal --no-emit-index-url --no-emit-find-links --upgrade --output-file requirements-dev.lock

clean:
	rm -rf .venv .demo .migrated .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks .evaluation.json .fuzz .container .screenshots \
	  tests/servers/emulate/node_modules
