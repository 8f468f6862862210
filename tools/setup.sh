#!/bin/sh
# Make the virtual environment, or do nothing when it is as it should be.
#   setup.sh VENV STAMP INPUT...
set -eu
venv=$1 stamp=$2
shift 2
wanted=$(cat "$@" | cksum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

python=${PYTHON:-python3}
command -v "$python" >/dev/null || { echo "setup: $python not found; install Python 3.11 or newer" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: $("$python" --version) is too old; Python 3.11 or newer is needed (make PYTHON=python3.11 ...)" >&2
    exit 1
}
rm -f "$stamp"
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    echo "setup: making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || {
        echo "setup: $python has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    }
fi
echo "setup: installing the pinned packages; torch is large, so the first time takes minutes and several GB"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
printf '%s' "$wanted" > "$stamp"
echo "setup: done"
