#!/usr/bin/env bash
# The four commands of the README with Tutor from PyPI in a fresh virtual environment, what they render, and the rendered
# Caddyfile in the real Caddy, in front of the Open edX sandbox and the sidecar of this checkout. A stand-in takes the place
# of the container engine. Needs caddy (`CADDY` names another one), python3 with venv, pip's index, and `npm ci` done.
# `TUTOR` names another release of Tutor. The last line reads `N passed, N failed`.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
LETHE_TEST_ROOT="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LETHE_TEST_ROOT PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet ${TUTOR:-tutor tutor-mfe}
cd "$here" && PATH="$work/venv/bin:$PATH" python -W ignore -m tests.run tests.test_tutor
