"""Runs the tests that are named; the last line reads `N passed, N failed`."""
import sys
import unittest


class Lines(unittest.TextTestResult):
    """One line a test."""

    def getDescription(self, test):
        return f'{type(test).__name__}: {test._testMethodName.replace("_", " ")}'


result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Lines).run(
    unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:])
)
failed = len(result.failures) + len(result.errors) + len(result.skipped)
passed = max(0, result.testsRun - failed)
print(f'{passed} passed, {failed} failed', flush=True)
sys.exit(0 if failed == 0 and passed > 0 else 1)
