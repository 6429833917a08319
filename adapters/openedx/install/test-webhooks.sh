#!/usr/bin/env bash
# openedx-webhooks from PyPI in a bare Django in a fresh virtual environment, posting to the sidecar of this checkout. Needs
# python3 with venv, pip's index, and `npm ci` done. The last line reads `N passed, N failed`.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
LETHE_TEST_ROOT="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LETHE_TEST_ROOT PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "${WEBHOOKS:-openedx-webhooks}"
cd "$here" && "$work/venv/bin/python" -W ignore -m tests.run tests.test_webhooks
