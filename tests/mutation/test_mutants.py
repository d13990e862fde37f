"""The machinery of mutation testing makes the faults it says it makes, and knows every module and every test file."""

from __future__ import annotations

import pytest

from tests.mutation.importing import ROOT, file_of, modules
from tests.mutation.mutants import mutants
from tests.mutation.reasons import place, reasons
from tests.mutation.running import FILES

SOURCE = b'''"""A module."""

from functools import cache

LIMIT: int = 12


@cache
def late(weeks: int, names: list[str]) -> bool:
    """Whether it is late."""
    if not names:
        raise ValueError(f"names: {names} is empty")
    return weeks >= LIMIT and "care" in names
'''


def test_the_faults_of_a_small_module_are_these():
    """Tables at the level of the module too; no fault in types, decorators, documentation and messages."""
    found = {(one.before, one.after) for one in mutants("small", SOURCE)}
    assert found == {
        ("12", "13"),
        ("LIMIT: int = 12", "LIMIT: int = None"),
        ("not names", "names"),
        ('ValueError(f"names: {names} is empty")', "ValueError(None)"),
        (" >= LIMIT", " > LIMIT"),
        ('weeks >= LIMIT and "care" in names', 'weeks >= LIMIT or "care" in names'),
        ('"care"', '"XXcareXX"'),
        ("in", " not in "),
    }


def test_a_fault_knows_the_lines_of_its_function_from_the_first_decorator():
    """A fault outside every function decides at import."""
    for one in mutants("small", SOURCE):
        if one.in_body:
            assert (one.function, one.first_line, one.last_line) == ("late", 8, 13)
        else:
            assert (one.function, one.first_line, one.last_line) == ("(module)", 5, 5)


def test_a_fault_changes_its_place_and_nothing_else():
    """The text before and after it stays."""
    for one in mutants("small", SOURCE):
        assert one.applied(SOURCE).encode() == SOURCE[: one.start] + one.after.encode() + SOURCE[one.end :]
        assert SOURCE[one.start : one.end].decode() == one.before


@pytest.mark.parametrize("module", modules())
def test_every_module_of_the_logic_has_test_files_of_its_own(module):
    """A new module is not forgotten."""
    assert FILES.get(module), f"tests/mutation/tests.yaml: {module} is missing"


def test_every_test_file_that_is_named_exists_and_no_module_is_named_that_does_not():
    """Neither file nor module has been renamed since."""
    named = {file.partition("::")[0] for files in FILES.values() for file in files}
    assert {file for file in named if not (ROOT / file).exists()} == set()
    assert FILES.keys() - {"any"} == set(modules())


@pytest.mark.slow
def test_every_reason_is_that_of_a_fault_that_there_is():
    """What is said to be harmless has not been rewritten since."""
    named = {module for module, *_ in reasons()}
    there = {place(one) for name in named for one in mutants(name, file_of(name).read_bytes())}
    assert reasons().keys() - there == set()
