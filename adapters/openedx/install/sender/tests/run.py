"""Runs the tests that are named, or all; the last line reads `N passed, N failed`."""
import os
import shutil
import sys
import tempfile
import unittest


class Lines(unittest.TextTestResult):
    """One line a test, told at once."""

    def getDescription(self, test):
        return f'{type(test).__name__}: {test._testMethodName.replace("_", " ")}'


def main() -> int:
    folder = tempfile.mkdtemp(prefix='lethe-sender-')
    os.environ['LETHE_TEST_FOLDER'] = folder
    os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'
    try:
        import django
        from django.conf import settings
        from django.test.utils import get_runner

        django.setup()
        print(f'Django {django.get_version()}, Python {sys.version.split()[0]}, {settings.DATABASES["default"]["ENGINE"]}')

        class Runner(get_runner(settings)):
            def get_resultclass(self):
                return Lines

            def get_test_runner_kwargs(self):
                return {**super().get_test_runner_kwargs(), 'verbosity': 2}

        runner = Runner(verbosity=0, interactive=False)
        runner.log = lambda *args, **kwargs: None
        suite = runner.build_suite(sys.argv[1:] or ['tests'])
        runner.setup_test_environment()
        databases = runner.setup_databases()
        result = runner.run_suite(suite)
        runner.teardown_databases(databases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    left = len(result.skipped) + len(result.expectedFailures) + len(result.unexpectedSuccesses)
    failed = len(result.failures) + len(result.errors) + left
    passed = max(0, result.testsRun - failed)
    print(f'{passed} passed, {failed} failed', flush=True)
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == '__main__':
    sys.exit(main())
