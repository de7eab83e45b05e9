# Every target makes .venv and installs what it needs, so that any of them can be the first.
# Windows without make: the plain commands stand in README.md.

PYTHON ?= python3
BIN := .venv/bin
RUN := unset PYTHONDONTWRITEBYTECODE; export PATH="$(CURDIR)/$(BIN):$$PATH";

.PHONY: help lab demo test course verify bench federation student-kit clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

lab: .venv/installed  ## open the course in JupyterLab
	$(RUN) jupyter lab --LabApp.default_url=/lab/tree/course --KernelManager.transport_encryption=auto

demo: .venv/installed  ## grade a sample class through nbgrader and show the results
	$(RUN) python -m autograder demo

test: export OPENBLAS_NUM_THREADS = 1  # a process to each core already
test: .venv/installed  ## everything that CI runs
	$(RUN) ruff check . && ruff format --check .
	$(RUN) python -m autograder verify
	$(RUN) python -m pytest -n 2 --dist worksteal

course: .venv/installed  ## rebuild course/ from solutions/
	$(RUN) python -m autograder build

verify: .venv/installed  ## check lessons as code is linted
	$(RUN) python -m autograder verify

bench: .venv/installed  ## time the reference answers beside loops and libraries
	$(RUN) python -m benchmarks

federation: .venv-federation/installed  ## run the lesson on federated learning on a real server and clients
	@unset PYTHONDONTWRITEBYTECODE; .venv-federation/bin/python -m privatepixels.federation \
	    $(wildcard course/*_federated/*_federated.ipynb solutions/federated/answers.py)

student-kit: .venv/installed  ## put into dist/ what a class hands to a student
	$(RUN) python -m autograder kit

clean:  ## remove what was built; the gradebook and submissions stay
	rm -rf .venv .venv-federation build dist *.egg-info

# Flower holds some packages back (protobuf, rich) that .venv has newer, so it gets an environment of its own.
.venv/installed: EXTRA = dev
.venv-federation/installed: EXTRA = federation

# uv where it is there, else pip; bytecode is compiled at once, for TensorFlow imports twice as fast with it.
.venv/installed .venv-federation/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(not (3, 11) <= v < (3, 14) and f"Private Pixels needs Python 3.11 to 3.13; $(PYTHON) is {v.major}.{v.minor}. Name another: make PYTHON=python3.12 ...")'
	@if command -v uv >/dev/null; then \
	    uv venv --quiet --allow-existing --python "$(PYTHON)" $(@D) && \
	    uv pip install --quiet --python $(@D) --compile-bytecode -e '.[$(EXTRA)]'; \
	else \
	    $(PYTHON) -m venv $(@D) && \
	    env -u PYTHONDONTWRITEBYTECODE $(@D)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRA)]'; \
	fi
	@touch $@
