# Two commands for a newcomer: `make demo` and `make test`. The rest is what they are made of.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORY  := examples/fjord-tailings/reports

.PHONY: demo test setup lint types imports floors browser web web-check map-outlines reader-weights clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml hatch_build.py training/build_gazetteer.py $(wildcard training/data/*.tsv)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Stemma needs Python 3.11 or newer; set PYTHON=… to one."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: setup
	@mkdir -p out
	@$(BIN)/stemma read $(STORY)
	@$(BIN)/stemma read $(STORY) --quiet --format html -o out/demo.html
	@echo "The same account as a page: out/demo.html"

test: setup
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

floors: setup
	$(BIN)/python benchmarks/floors.py check

browser: setup
	$(BIN)/python -m pytest -m browser

# The script and style of the pages, from web/ into the package. What is committed must be what is built.
web: web/node_modules/.package-lock.json
	cd web && npm run --silent build

web-check: web/node_modules/.package-lock.json
	rm -rf out/web && cd web && OUT=../out/web npm run --silent build
	cmp out/web/export/templates/page.js src/stemma/export/templates/page.js
	cmp out/web/export/templates/page.css src/stemma/export/templates/page.css
	cmp out/web/serve/static/desk.js src/stemma/serve/static/desk.js
	cmp out/web/serve/static/desk.css src/stemma/serve/static/desk.css

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --silent --ignore-scripts
	@touch $@

# The outlines of maps and what d3-geo makes of some points, by hand when a package there changes.
map-outlines: web/map/node_modules/.package-lock.json
	cd web/map && npm run --silent outlines && npm run --silent known

web/map/node_modules/.package-lock.json: web/map/package-lock.json
	cd web/map && npm ci --silent --ignore-scripts
	@touch $@

# Hours on two cores. POLNEAR=FOLDER rebuilds what the package ships; without it, from free data alone, into out/reader.
reader-weights:
	$(PYTHON) training/reader/build.py $(if $(POLNEAR),--polnear "$(POLNEAR)",--free)

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
