#!/usr/bin/env bash
# The snippets for Caddy and nginx in the real proxies, in front of the Open edX sandbox. Needs caddy (`CADDY` names another
# one), nginx, python3, and `npm ci` done. The last line reads `N passed, N failed`.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
LETHE_TEST_ROOT="$(cd "$here/../../.." && pwd)"
export LETHE_TEST_ROOT PYTHONDONTWRITEBYTECODE=1
cd "$here" && exec "${PYTHON:-python3}" -W ignore -m tests.run tests.test_proxies
