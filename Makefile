# Two commands: `make run` and `make test`. Everything else is for those who change the portal.
PY := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Texts are UTF-8 whatever the language of the machine is.
export PYTHONUTF8 := 1

.PHONY: help run dev test one hooks migration audit access looks fuzz drill check format pins bench bench-scale screenshots pictures translations clean

help:  ## this list
	@grep -hE '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z -]+):.*## /\1\t/' | expand -t 22

run:  ## install what is missing, migrate, load catalogue and demo, serve
	@bin/install
	@bin/run

dev:  ## the demo, served anew when a Python file or a template changes
	@bin/install dev
	@RELOAD=1 bin/run

test:  ## install what is missing, check the style, run every test
	@bin/install dev
	@bin/test

one:  ## one test, file or folder: make one T=tests/desk
	@bin/install dev
	pytest -q $(T)

hooks:  ## have git run `make check` before each commit
	git config core.hooksPath bin/hooks

migration:  ## the one initial migration of each app, made anew from the models (while the version is 0.x)
	rm -f */migrations/0001_initial.py
	@DEMO=1 $(PY) manage.py makemigrations -n initial --no-header

audit:  ## known holes in what is pinned; needs the internet
	pip-audit --require-hashes -r requirements.txt

access:  ## every address × everybody × GET, HEAD, POST, PUT, DELETE, and how many cells that were
	ACCESS_METHODS="GET HEAD POST PUT DELETE" pytest -q tests/access/test_every_address.py

looks:  ## every rule of accessibility on every page × language × width × light and dark
	@bin/install dev
	LOOKS=all pytest -q -n 2 tests/browser/test_every_page.py

fuzz:  ## any text in every parameter of every address, 20,000 values on each database; ten times the walks of chance
	@bin/install dev
	FUZZ_VALUES=20000 pytest -q tests/access/test_any_text.py
	WALKS=10 pytest -q tests --ignore tests/postgres -k 'walk or sequence or order'
	bin/with-postgres sh -c 'DATABASE_URL="$$POSTGRES_URL" FUZZ_VALUES=20000 pytest -q tests/access/test_any_text.py'

drill:  ## faults on purpose, on both databases; as root, on a machine of no consequence
	@bin/install dev
	@$(PY) -m bench.drills

check:  ## what the tests check about the code itself, quickly
	ruff check . && ruff format --check . && bin/templates --check && mypy . && lint-imports

format:  ## lay out Python and templates
	ruff check --fix . && ruff format . && bin/templates

pins:  ## compile the pinned, hashed requirements
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --custom-compile-command "make pins" -q requirements.in -o requirements.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --custom-compile-command "make pins" -q requirements-dev.in -o requirements-dev.txt

bench:  ## figures as ratios, each against a yardstick of the same run
	@bin/install dev
	@$(PY) -m bench

bench-scale:  ## what pages and timers cost the database in a small and in a large world, on a PostgreSQL of its own
	@bin/install dev
	@$(PY) -m bench.scale $(CASES)

pictures screenshots:  ## the flow's picture and the screenshots in docs/
	@bin/install dev
	@$(PY) -m bench.pictures

translations:  ## collect msgids and compile the catalogues
	@DEMO=1 $(PY) bin/translations

clean:  ## take away what was installed and made
	rm -rf .venv .static var
