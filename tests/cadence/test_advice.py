"""Each rule of the advice that the product follows has tests: `advice.toml` names them, and they exist."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[1]
RULES = tomllib.loads(Path(__file__).with_name("advice.toml").read_text(encoding="utf-8"))["rule"]


@cache
def known() -> frozenset[str]:
    """All tests, as "room/file::name"."""
    names = re.compile(r"^def (test_\w+)", re.MULTILINE)
    return frozenset(
        f"{file.relative_to(TESTS).with_suffix('').as_posix()}::{name}"
        for file in TESTS.rglob("test_*.py")
        for name in names.findall(file.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize("rule", RULES, ids=[rule["says"] for rule in RULES])
def test_each_rule_has_its_tests(rule: dict[str, Any]) -> None:
    assert rule["adviser"]
    assert rule["tests"]
    assert set(rule["tests"]) <= known()
