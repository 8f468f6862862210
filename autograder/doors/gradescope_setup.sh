#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the container: an environment for the engine, and closed doors.
#   AUTOGRADER_ROOT  where Gradescope's folders are (/autograder)
#   AUTOGRADER_VENV  the environment; one that is there already is used as it is
set -euo pipefail
umask 022
root=${AUTOGRADER_ROOT:-/autograder}
venv=${AUTOGRADER_VENV:-/opt/autograder/venv} # not in /autograder: a student's code must be able to read Python
uv_version=0.13.9
torch_wheels=https://download.pytorch.org/whl/cpu

say() { echo "setup: $*"; }

# 3.11 or newer, able to make environments, and readable to a user without rights
usable() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        setpriv --reuid=65534 --regid=65534 --clear-groups "$(command -v "$1")" -c pass 2>/dev/null
}

find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3; do
        if usable "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    local python
    if ! python=$(find_python); then
        say "installing python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends python3-venv
        python=$(find_python) || python=
    fi
    if [ -n "$python" ]; then
        say "making $venv with $("$python" --version)"
        "$python" -m venv "$venv"
    else # Ubuntu 22.04 has Python 3.10
        say "this image's $(python3 --version) is too old: fetching Python 3.11 with uv"
        python3 -m venv /opt/autograder/uv
        /opt/autograder/uv/bin/pip install --quiet "uv==$uv_version"
        UV_PYTHON_INSTALL_DIR=/opt/autograder/python \
            /opt/autograder/uv/bin/uv venv --quiet --seed --python 3.11 --managed-python "$venv"
    fi
    say "installing the pinned packages"
    "$venv/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check --extra-index-url "$torch_wheels" \
        --requirement "$root/source/requirements.txt" --constraint "$root/source/constraints.txt"
}

mkdir -p "$root/results"
chmod 0700 "$root/source" "$root/results" # for root only: graders, reference, secret; scores
[ -x "$venv/bin/python" ] || make_venv
cd "$root/source"
"$venv/bin/python" -m autograder.doors.gradescope_run --check "$root"
say "done"
