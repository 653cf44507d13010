"""Has pytest rewrite the assertions of the plays, so that they explain failures as tests do."""

import pytest

pytest.register_assert_rewrite("tests.faults.files", "tests.faults.lines", "tests.faults.clocks")
