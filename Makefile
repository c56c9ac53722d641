# make run    set up what is missing, prepare the sample, start the app on 127.0.0.1:$(PORT); SHARE=1 lets other machines in, with a key
# make russian  names in Russian stories beyond the actor file: a recogniser of 38 MB, checked by hash
# make japanese  persons in Japanese stories beyond the actor file: a dictionary of 79 MB (202 on the disk), checked by hash
# make cluster  what `ingest --cluster` and `load` need beside the rest: Dask distributed and fsspec, checked by hash
# make test   set up what is missing, Chromium included, run every test but those of `make soak`
# make unit   the tests that start no process, no browser and make no archive of their own, for the loop of every day
# make check  everything a change must pass: format, lint, types, layers, tests
# make soak   what takes longer than minutes: kills, hostile markup, properties over many archives; EPUBCHECK=FILE.jar checks EPUBs too
# make soak-readers  many readers at once while sources refresh; takes HOURS=, READERS=, STORIES=
# make mutants  seed small faults in lib and see whether tests notice them; takes COUNT= and SEED=
# make inventory  which tests and how many assertions came and went; takes SINCE=COMMIT
# make size   non-blank lines of Python and YAML in each package of lib
# make bench  the benchmark tables; bench-cleaning and bench-actors take CORPUS= and SCORER=
# make bench-label  grow the model that vetoes furniture on CORPORA= anew, and measure it by folds; WRITE=1 keeps the weights
# make bench-path  modules and functions of lib between a saved page and the archive
# make bench-scale  what each page asks of N= stories, and SQLite and polars beside it; takes ARCHIVE=, TO= and AGAINST= FILE.json; GROWTH= such files, side by side
# make bench-answers  which answers differ from those that a former state kept in AGAINST= of ARCHIVE=, under FILTERS= random filters; TO= keeps them; PLAIN=1 sets counts against plain ones over the mentions instead
# make bench-intake  what it costs to take PAGES= pages in, those of CORPUS= with altered words; takes NAMES=file
# make bench-journal  a change of the reader's work, and a journal of 100,000 changes compared
# make bench-desk  search, filter and the next story with STORIES= stories
# make lock   write the lock files anew from the ranges; make check NEWEST=1 tries the newest versions they allow
# make audit  licences, known faults and care of what is installed
# make screenshots  every page, both themes and widths, as pictures in OUT=DIR; the reader's archive too with HOME_DIR=
# make bench-page  the Actors page with 20,000 stories

PORT ?= 8501
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PY := $(BIN)/python
CORPUS ?=
SCORER ?=
RAISE ?=
COUNT ?= 30
SEED ?= 1
SINCE ?= HEAD
OUT ?= screenshots
STORIES ?= 20000
N ?= 100000
FILTERS ?= 1000
ARCHIVE ?=
TO ?=
AGAINST ?=
HOME_DIR ?=
PAGES ?= 5000
NAMES ?=
HOURS ?= 1
READERS ?= 20
# More workers than two cores: browser tests wait more than they compute.
WORKERS ?= 4
# What shares fixtures on one worker, so that they are made once, in the order of tests/processes.py.
SPREAD := --dist loadfile --no-loadscope-reorder
# Hundreds of processes that tests start would each compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
# The engine of the archives asks for memory in thousands of small parts; glibc keeps 7 of a size at hand.
test unit check soak: export GLIBC_TUNABLES := glibc.malloc.tcache_count=500
PAGE ?=
SHARE ?=
# What is installed: the locked versions, checked by hash, or with NEWEST=1 the newest that the ranges allow.
NEWEST ?=
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
FROM := $(if $(NEWEST),txt,lock)
HASHED := $(if $(NEWEST),--upgrade,--require-hashes)
# What `ingest --cluster` and `load` need beside the rest; the tests need it too.
EXTRA = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r lib/ingest/requirements-cluster.txt
# An object store on this machine for `make soak`: 117 MB, too much for every test. moto[server] would bring 20 packages more.
STORE := s3fs>=2026.8,<2027 moto[s3]>=5.2,<6 flask>=3.1,<4 flask-cors>=6,<7

.PHONY: run russian japanese cluster test unit check format soak soak-readers mutants inventory size bench bench-path bench-page bench-cleaning bench-label bench-actors bench-desk bench-intake bench-journal bench-scale bench-answers screenshots lock audit clean

run: .venv/ready
	@$(PY) -m lib.ui.launch --port $(PORT) $(if $(SHARE),--share)

russian: .venv/ready
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r lib/actors/requirements-russian.txt

japanese: .venv/ready
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r lib/actors/requirements-japanese.txt

cluster: .venv/ready
	@$(EXTRA)

test: .venv/tests
	@$(PY) -m pytest -m "not soak" -n $(WORKERS) $(SPREAD)

unit: .venv/tests
	@$(PY) -m pytest -m "not soak and not process and not slow and not archive" -n 2 $(SPREAD)

check: .venv/tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(PY) -m pytest -m "not soak" -n $(WORKERS) $(SPREAD)

format: .venv/tests
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

soak: .venv/tests
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements-objects.txt
	@$(PY) -m pytest -m "soak or hypothesis"

soak-readers: .venv/tests
	@$(PY) -m bench.readers --hours $(HOURS) --readers $(READERS) --stories $(STORIES)

inventory: .venv/ready
	@$(PY) -m bench.inventory $(SINCE)

mutants: .venv/tests
	@$(PY) -m bench.mutants --count $(COUNT) --seed $(SEED)

size:
	@for package in lib/*/ lib; do \
		files=$$(git ls-files "$$package/*.py" "$$package/*.yaml" | sed 's#//*#/#g'); \
		printf '%-14s %4d modules %6d lines\n' "$$package" "$$(echo "$$files" | grep -c '\.py$$')" "$$(echo "$$files" | xargs cat | grep -c '[^[:space:]]')"; \
	done

bench: .venv/tests
	@$(PY) -m bench

bench-path: .venv/ready
	@$(PY) -m bench.path $(PAGE)

bench-page: .venv/tests
	@$(PY) -m bench.actors_page

bench-cleaning: .venv/tests
	@$(PY) -m bench.cleaning $(CORPUS) $(SCORER) $(if $(RAISE),--raise) $(if $(THRESHOLDS),--thresholds $(THRESHOLDS))

bench-label: .venv/tests
	@$(PY) -m bench.label $(CORPORA) $(if $(WRITE),--write)

bench-actors: .venv/tests
	@$(PY) -m bench.actors $(CORPUS) $(SCORER) $(if $(RAISE),--raise)

bench-journal: .venv/tests
	@$(PY) -m bench.journal

bench-intake: .venv/tests
	@$(PY) -m bench.intake $(CORPUS) $(PAGES) $(if $(NAMES),--names $(NAMES))

bench-desk: .venv/tests
	@$(PY) -m bench.desk_page $(STORIES)

bench-scale: .venv/tests
	@$(PY) -m bench.scale $(N) $(ARCHIVE) $(if $(TO),--to $(TO)) $(if $(AGAINST),--against $(AGAINST)) $(if $(GROWTH),--growth $(GROWTH))

bench-answers: .venv/tests
	@$(PY) -m bench.answers $(ARCHIVE) --filters $(FILTERS) $(if $(TO),--to $(TO)) $(if $(AGAINST),--against $(AGAINST)) $(if $(PLAIN),--plain)

screenshots: .venv/tests
	@$(PY) -m bench.screenshots $(OUT) $(HOME_DIR)

lock: .venv/ready
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv $(COMPILE) requirements.txt -o requirements.lock
	@$(BIN)/uv $(COMPILE) -c requirements.lock requirements.txt tests/requirements.txt -o tests/requirements.lock
	@echo 'distributed>=2026.8,<2027' | $(BIN)/uv $(COMPILE) -c tests/requirements.lock - -o lib/ingest/requirements-cluster.txt
	@printf '%s\n' $(foreach each,$(STORE),'$(each)') | $(BIN)/uv $(COMPILE) -c tests/requirements.lock - -o tests/requirements-objects.txt

audit: .venv/ready
	@$(PY) -m bench.audit

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

.venv/ready: requirements.$(FROM)
	@test -n "$(PYTHON)" || { echo "Wireroom needs Python 3.11 or newer and none is on the PATH; install one, then run the command again."; exit 1; }
	@test -x $(PY) && $(PY) -m pip --version >/dev/null 2>&1 || { rm -rf .venv; $(PYTHON) -m venv .venv >/dev/null 2>&1; } || { rm -rf .venv; echo "$(PYTHON) cannot make a virtual environment; on Debian or Ubuntu install it with: apt-get install python3-venv"; exit 1; }
	@echo "Installing what Wireroom needs into .venv; the first time takes a minute or two."
	@$(PY) -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(PY) -m pip install --quiet --disable-pip-version-check $(HASHED) -r $<
	@touch $@

.venv/tests: tests/requirements.$(FROM) lib/ingest/requirements-cluster.txt .venv/ready
	@$(PY) -m pip install --quiet --disable-pip-version-check $(HASHED) -r $<
	@$(if $(NEWEST),,$(EXTRA))
	@sh tests/install_chromium.sh $(PY)
	@touch $@
