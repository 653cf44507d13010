"""Plays say what was other than they expected, as tests do."""

import pytest

pytest.register_assert_rewrite("tests.faults.files", "tests.faults.lines", "tests.faults.clocks")
