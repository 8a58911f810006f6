"""Each fault that is known of mail daemons has a number, and a test that bears it: `test_row_NN_...`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GMAIL = range(22, 30)
"""Faults of the Gmail API."""

WATCHDOG = pytest.param(50, marks=pytest.mark.xfail(strict=False, reason="nothing feeds a watchdog yet"))

ROWS = [*(row for row in range(1, 50) if row not in GMAIL), WATCHDOG]


def numbers() -> set[int]:
    """The numbers in the names of all tests."""
    names = re.compile(r"^ *def test_row_(\d\d)_", re.MULTILINE)
    files = Path(__file__).parent.rglob("test_*.py")
    suites = Path(__file__).parent.rglob("*_contract.py")
    return {int(row) for file in (*files, *suites) for row in names.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("row", ROWS)
def test_each_fault_has_a_test_with_its_number(row: int) -> None:
    assert row in numbers()
