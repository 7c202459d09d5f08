# Two commands: `make lab` opens JupyterLab, `make test` runs every test. Both set up what they need.
# More words for JupyterLab or pytest: make lab ARGS=--no-browser

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: lab test front lock clean
lab test front lock clean:
	@command -v "$(or $(PYTHON),python3)" >/dev/null || { echo "Python 3.11 or newer is needed, and none was found: install it."; exit 1; }
	@$(or $(PYTHON),python3) tools/bootstrap.py $@ $(ARGS)
