#!/usr/bin/env bash
# Builds the wheel, installs it into fresh virtual environments with Django 4.2 and 5.2, and runs the tests of the
# sender there, against the sidecar of this checkout too. Needs Python with venv, pip's index, and `npm ci` done.
# Every run ends with a line `N passed, N failed`; the last one is the sum. `PYTHON` names another Python, `DJANGO`
# other releases, `EXTRA` further packages (a driver for `LETHE_TEST_ENGINE`, see tests/settings.py); arguments name tests.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
python="${PYTHON:-python3}"
releases="${DJANGO:-4.2 5.2}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1 LETHE_TEST_ROOT="$root"

# Built and run from a copy, so that nothing is left in the checkout.
cp -r "$here/sender" "$work/sender"
"$python" -m venv "$work/build"
"$work/build/bin/pip" wheel --quiet --no-deps --wheel-dir "$work/wheel" "$work/sender"
mkdir "$work/run"
cp -r "$here/sender/tests" "$work/run/tests"

passed=0 failed=0
for release in $releases; do
  "$python" -m venv "$work/venv-$release"
  "$work/venv-$release/bin/pip" install --quiet "Django==$release.*" ${EXTRA:-} "$work"/wheel/*.whl
  echo "== Django $release"
  (cd "$work/run" && "$work/venv-$release/bin/python" -m tests.run "$@") 2>&1 | tee "$work/log" || true
  line="$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$work/log" | tail -n 1)" || line='0 passed, 1 failed'
  read -r ok _ bad _ <<<"$line"
  passed=$((passed + ok)) failed=$((failed + bad))
  if [ "$((ok + bad))" -eq 0 ]; then failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
