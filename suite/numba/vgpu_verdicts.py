"""A plugin of pytest for the test-suite of numba-cuda: writes a line for each test, and ends those that hang.

The suite wants a fixture that its repository has and its package has not.
"""

import faulthandler
import os

import pytest

VERDICTS = os.environ["VGPU_VERDICTS"]
LIMIT = float(os.environ["VGPU_LIMIT"])


@pytest.fixture(scope="class")
def initialize_from_pytest_config(request):
    request.cls._dump_failed_filechecks = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    # The process ends; pytest-xdist calls the test failed and starts another.
    faulthandler.dump_traceback_later(LIMIT, exit=True)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


class Verdicts:
    """In the process that hears of all tests."""

    def __init__(self):
        self.file = open(VERDICTS, "w", buffering=1)
        self.found = {}

    def pytest_runtest_logreport(self, report):
        """A test has a report for each of its phases, and for each of its subtests; the first failure counts."""
        found = self.found.setdefault(report.nodeid, ["passed", 0.0, ""])
        is_part = hasattr(report, "context")
        # The time of its parts is in that of the test.
        found[1] += 0 if is_part else report.duration
        if found[0] != "failed" and (report.failed or report.skipped and not is_part):
            is_expected = report.skipped and hasattr(report, "wasxfail")
            found[0] = "expected-failure" if is_expected else report.outcome
            found[2] = why(report)
        # What is no phase is a process that ended.
        if report.when not in ("setup", "call"):
            verdict, seconds, reason = self.found.pop(report.nodeid)
            self.write(verdict, report.nodeid, f"{seconds:.2f}", reason)

    def pytest_sessionfinish(self, exitstatus):
        self.write("end", str(int(exitstatus)))

    def write(self, *fields):
        self.file.write("\t".join(fields) + "\n")


def why(report):
    """The last line of what went wrong."""
    if report.passed:
        return ""
    if isinstance(report.longrepr, tuple):
        return " ".join(report.longrepr[2].split())
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash else str(report.longrepr)
    return " ".join(text.split())[:500]


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Verdicts(), "vgpu-verdicts")
