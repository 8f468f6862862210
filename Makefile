# make demo   build the course, grade sample submissions, show where the feedback is
# make test   run the tests; make test-slow runs those that take longest
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
INPUTS := pyproject.toml requirements.lock
# a process for each processor; a file's tests stay together, and with them what they share
AT_ONCE := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# what fails beside other tests, as one that measures time may, is run once more, alone
AGAIN := --last-failed --last-failed-no-failures none

.PHONY: demo test test-slow bench lint build check verify lock clean setup

demo: setup
	@$(BIN)/python tools/demo.py

test: setup
	@$(BIN)/python -m pytest -q $(AT_ONCE) -m "not slow" || $(BIN)/python -m pytest -q $(AGAIN) -m "not slow"
	@$(BIN)/autograder build --check

test-slow: setup
	@$(BIN)/python -m pytest -q $(AT_ONCE) -m slow || $(BIN)/python -m pytest -q $(AGAIN) -m slow

bench: setup
	@$(BIN)/python benchmarks/run.py

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml autograder/doors/students/check.yml

build: setup
	@$(BIN)/autograder build

check: setup
	@$(BIN)/autograder build --check

verify: setup
	@$(BIN)/autograder verify --write

# The stamp holds a hash of what was installed and is written last: an install that was cut off is done again.
setup:
	@PYTHON="$(PYTHON)" sh tools/setup.sh "$(VENV)" "$(STAMP)" $(INPUTS)

lock: setup
	@$(BIN)/pip freeze --exclude-editable | grep -v -E '^(nvidia-|cuda-|triton|greenlet|setuptools|d2l-autograder)' > requirements.lock

clean:
	rm -rf $(VENV) build grading
