"""Rewrites the plays' assertions, so that they explain failures as tests do."""

import pytest

pytest.register_assert_rewrite("tests.faults.files", "tests.faults.lines", "tests.faults.clocks")
