# Two commands: `make lab` opens JupyterLab, `make test` runs every test. Both set up what they need.
# More words for JupyterLab, or stages of the tests: make lab ARGS=--no-browser, make test ARGS="ruff python"

ifndef PYTHON
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
# When none is good enough, python3 itself says what it lacks.
CHOSEN := $(or $(PYTHON),python3)

.PHONY: lab test front lock clean
lab test front lock clean:
	@command -v $(CHOSEN) >/dev/null || { echo "Python 3.11 or newer is needed, and none was found: install it."; exit 1; }
	@$(CHOSEN) tools/bootstrap.py $@ $(ARGS)
