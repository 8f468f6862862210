#!/bin/sh
# Gradescope runs this for each submission, as root. Its environment does not reach the engine's processes.
root=${AUTOGRADER_ROOT:-/autograder}
venv=${AUTOGRADER_VENV:-/opt/autograder/venv}
cd "$root/source" || exit 1
exec env -i PATH="$PATH" HOME="${HOME:-/root}" LANG=C.UTF-8 "$venv/bin/python" -m autograder.doors.gradescope_run "$root"
