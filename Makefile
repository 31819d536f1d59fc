# Every command a person needs. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

export HOST ?= 127.0.0.1
export PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

python := .venv/bin/python
manage := $(python) manage.py
pip := $(python) -m pip install -qq --no-input --require-hashes
# Two processes, in each of which one thread serves; the others listen to what is still on its way (crawltrack/desk.py).
# At granian's level "warning" it would warn of just that.
granian := $(python) -m granian --interface wsgi --host "$$HOST" --port "$$PORT" --workers 2 --blocking-threads 32 \
	--no-ws --respawn-failed-workers --workers-kill-timeout 10 --log-level error crawltrack.wsgi:application
define serve
$(python) -c 'import socket as s, sys; host, port = sys.argv[1:]; family = s.AF_INET6 if ":" in host else s.AF_INET;
s.create_server((host, int(port)), family=family).close()' "$$HOST" "$$PORT" 2>/dev/null \
	|| { echo "Crawltrack cannot listen on $$HOST:$$PORT. If something else does, say PORT=8001 or another." >&2; exit 1; }
echo "Crawltrack is at $${CRAWLTRACK_SITE_URL:-http://127.0.0.1:$$PORT} (Ctrl-C ends it)"
exec $(granian)
endef

# What shares state (a running server) asks to stay in one process with xdist_group; all else is spread.
pytest := $(python) -m pytest -n 2 --dist loadgroup
same_on_either := browser cards unit models/test_real_children.py views/test_markup.py views/test_other_families.py

.PHONY: help run dev demo test check bench format reset-password requirements drawings screenshots setup browser

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' Makefile

# --- Running --------------------------------------------------------------------------------------------------------
run: setup  ## Serve Crawltrack at http://127.0.0.1:8000 (HOST, PORT and CRAWLTRACK_DATA change where)
	@$(serve)

demo: export CRAWLTRACK_DATA := data/demo
demo: export DATABASE_URL :=
demo: setup  ## The same with a made-up family to look around in, kept apart from your own data
	@$(manage) demo
	$(serve)

dev: export CRAWLTRACK_DEBUG := 1
dev: .venv/run  ## Serve while you change the code: reloads itself and shows errors in full
	@$(manage) migrate --verbosity 0
	exec $(manage) runserver "$$HOST:$$PORT"

reset-password: .venv/run  ## Print a link with which EMAIL=… chooses a new password, for when no e-mail can be sent
	@[ -n "$${EMAIL:-}" ] || { echo "Say whose: make reset-password EMAIL=parent@example.org" >&2; exit 1; }
	$(manage) password_link "$$EMAIL"

setup: .venv/run
	@$(manage) migrate --verbosity 0
	$(manage) collectstatic --no-input --verbosity 0
	$(manage) empty_bin >/dev/null
	setsid --fork $(manage) develop  # photos that were waiting when the server ended

# --- Changing the code ----------------------------------------------------------------------------------------------
test: .venv/dev browser  ## Run every test, on SQLite and where its programs are found on PostgreSQL (ARGS="-k timer")
	@echo "Testing on SQLite"
	DATABASE_URL= $(pytest) $(ARGS)
	if command -v pg_virtualenv >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
		echo "Testing on PostgreSQL"
		# What asks no database is the same on either; a page looks and reads, and a real child's log counts, the same too.
		# 5: ARGS asked for browser tests alone.
		pg_virtualenv -o fsync=off bash -c 'export \
			DATABASE_URL="postgres://$$PGUSER:$$PGPASSWORD@$$PGHOST:$$PGPORT/$$PGDATABASE"; exec "$$@"' - \
			$(pytest) $(same_on_either:%=--ignore=tests/%) $(ARGS) || [ $$? -eq 5 ]
	else
		echo "Not tested on PostgreSQL: its server programs are not on this machine (Debian: postgresql)"
	fi

check: .venv/dev  ## Look for mistakes without running the tests: lint, format, types, templates, migrations, deployment
	@unset $${!CRAWLTRACK_@} DATABASE_URL EMAIL_URL
	export CRAWLTRACK_DATA="$$(mktemp -d)" CRAWLTRACK_SITE_URL=https://crawltrack.example.org
	trap 'rm -rf "$$CRAWLTRACK_DATA"' EXIT
	failed=
	step() { echo "--- $$1"; shift; "$$@" || failed=1; }
	step "Lint" $(python) -m ruff check --quiet --output-format concise
	step "Format" $(python) -m ruff format --check --quiet --output-format concise
	step "Types" $(python) -m mypy
	step "Templates" $(python) -m djlint --lint --quiet templates
	step "Migrations" $(manage) makemigrations --check --dry-run
	step "Deployment" $(manage) check --deploy --fail-level WARNING
	[ -z "$$failed" ] || { echo "Something above needs mending. make format mends what it can."; exit 1; }

bench: export BARE := $(subst --blocking-threads 32,--blocking-threads 1,$(subst crawltrack.wsgi,bench.bare,$(granian)))
bench: .venv/run  ## Measure what a page costs, beside a bare Django view (SIZES="500 5000")
	@command -v wrk >/dev/null || .ci/apt-install wrk \
		|| { echo "Measuring needs wrk, and it cannot be installed here. On Debian: apt install wrk" >&2; exit 1; }
	$(python) -m bench $${SIZES:-500 5000 50000}

format: .venv/dev  ## Put the code into shape
	@$(python) -m ruff check --fix --quiet || true
	$(python) -m ruff format --quiet

drawings: .venv/run  ## Draw the illustrations anew from docs/drawings.py
	@$(python) docs/drawings.py

screenshots: .venv/dev browser  ## Take pictures of every page into screenshots/ (ARGS="-k today", LOOKS="forced rtl")
	@$(if $(ARGS)$(LOOKS),,rm -rf screenshots)
	taken=0
	DATABASE_URL= $(pytest) -q tests/browser/screenshots.py $(ARGS) || taken=$$?
	$(python) tests/browser/contact_sheets.py
	exit $$taken

requirements: .venv/run  ## Pin the dependencies anew (ARGS=--upgrade moves every pin to the newest)
	@uv=uv
	command -v uv >/dev/null || { $(python) -m pip install -qq uv; uv=.venv/bin/uv; }
	for pins in requirements requirements-dev; do
		"$$uv" pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 $(ARGS) \
			$$pins.in -o $$pins.txt
	done

# --- What the commands stand on -------------------------------------------------------------------------------------
# One virtual environment. The two stamps say which pins it holds; when a pin changes, it is brought up to date.
.venv/run: requirements.txt .venv/pyvenv.cfg
	@echo "Installing what Crawltrack needs."
	$(pip) -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Installing what its development needs."
	$(pip) -r requirements-dev.txt
	touch $@

# A Python that was upgraded away leaves a virtual environment that no longer starts: then it is made again.
ifneq ($(shell .venv/bin/python -c 'print("works")' 2>/dev/null),works)
.PHONY: .venv/pyvenv.cfg
endif

.venv/pyvenv.cfg:
	@for python in python3.11 python3.12 python3.13 python3 none; do
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
	done
	[ "$$python" != none ] || { echo "Crawltrack needs Python 3.11 or newer, and finds none here." >&2; exit 1; }
	venv() { "$$python" -m venv --clear .venv >/dev/null 2>&1; }
	# Debian keeps half of venv in a package of its own. Where that cannot be installed, a pip outside can stand in.
	venv \
		|| { .ci/apt-install "python$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" && venv; } \
		|| { "$$python" -m venv --clear --without-pip .venv && "$$python" -m pip --python .venv install -qq pip 2>/dev/null; } \
		|| { rm -rf .venv; echo "Python cannot make a virtual environment here. On Debian: apt install python3-venv" >&2; exit 1; }

browser: .venv/dev
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do
		if command -v "$$name" >/dev/null; then exit 0; fi
	done
	.ci/apt-install chromium-headless-shell || .ci/apt-install chromium || $(python) -m playwright install chromium >/dev/null 2>&1 \
		|| { echo "The tests need Chromium, and it cannot be installed here. On Debian: apt install chromium" >&2; exit 1; }
