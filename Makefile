# Needs Python 3.11 or newer with venv, and make. Everything else is fetched into .venv.

VENV := .venv
BIN := $(VENV)/bin
SHOWN := fixtures/2022/form.xlsx fixtures/2023/form.txt fixtures/clean/form.pdf
FIND_PYTHON := for each in python3.13 python3.12 python3.11 python3; do \
	if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$each"; break; fi; done

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test test-ocr bench docs words pictures lint format clean

help:
	@echo 'make demo    install into $(VENV) and check the forms in fixtures/'
	@echo 'make test    install what the tests need and run all of them'
	@echo 'make test-ocr  install formlint[ocr], which reads scans (350 MB), and run its tests'
	@echo 'make bench   measure speed and accuracy, write docs/speed.md and docs/accuracy.md'
	@echo 'make docs    write docs/checks, the manual pages of the checks'
	@echo 'make words   compile what click says in Chinese'
	@echo 'make pictures  make the pictures of the readmes'
	@echo 'make lint    ruff and mypy'
	@echo 'make format  let ruff put the code in order'
	@echo 'make clean   take away what make made, $(VENV) included'

# The forms in fixtures/ have mistakes in them, so 1 (findings) is the right answer here; 2 would be a fault.
demo: $(VENV)/.installed
	@echo '$$ formlint check fixtures --format concise'
	@$(BIN)/formlint check fixtures --format concise || test $$? -eq 1
	@echo
	@echo '$$ formlint check $(SHOWN)'
	@$(BIN)/formlint check $(SHOWN) || test $$? -eq 1
	@echo
	@echo '接着 / Next: $(BIN)/formlint check --open YOUR-FILES, $(BIN)/formlint --help, docs/zh/first-check.md, docs/en/first-check.md'

test: $(VENV)/.installed-test
	@.ci/browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs

# By itself, so that whoever reads no scans need not fetch it. Where it cannot be installed, that is said, and is no failure of the code.
test-ocr: $(VENV)/.installed-test
	@if $(BIN)/python -m pip install -q -e '.[ocr]'; then $(BIN)/python -m pytest -rs tests/readers/test_image.py tests/readers/scans; \
	else echo 'formlint[ocr] cannot be installed here: scans were not tested'; fi

bench: $(VENV)/.installed-dev
	$(BIN)/python -m pip install -q -e '.[rivals]' || echo 'the other tools cannot be installed here: formlint is measured alone' >&2
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python benchmarks/formats.py

docs: $(VENV)/.installed
	$(BIN)/python -m docs.generate

words: $(VENV)/.installed-dev
	$(BIN)/pybabel compile -f -D formlint -d formlint/cli/locale

pictures: $(VENV)/.installed-test
	@.ci/browser
	$(BIN)/python -m docs.pictures

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install -q -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install -q -e '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install -q -e '.[dev]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-test

# A .venv that works is kept as it is. Debian splits ensurepip off into a package of its own, and venv then leaves half an environment behind.
$(VENV)/.made:
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then touch $@; exit 0; fi; \
	python=$${PYTHON:-$$($(FIND_PYTHON))}; \
	if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo 'formlint needs Python 3.11 or newer, and found none.' >&2; \
		echo 'Debian 12+, Ubuntu 24.04+: apt install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3.11' >&2; exit 2; fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$python cannot make virtual environments: apt install python3-venv (or python3.11-venv for python3.11, and so on)" >&2; exit 2; fi; \
	echo "$$python -m venv $(VENV)"; "$$python" -m venv --clear $(VENV) && touch $@
