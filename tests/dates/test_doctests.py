"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import dateline.dates

MODULES = [
    "dateline.dates",
    *(module.name for module in pkgutil.walk_packages(dateline.dates.__path__, "dateline.dates.")),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    """Every example of a module gives what it shows."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_value_types_have_examples():
    """The value types and the questions asked of them show themselves."""
    for value in (dateline.dates.Bounds, dateline.dates.Date, dateline.dates.Match, dateline.dates.parse):
        assert ">>> " in (value.__doc__ or "")


def test_public_names_have_docstrings():
    """Every public name of the package says what it is."""
    names = [getattr(dateline.dates, name) for name in dateline.dates.__all__]
    assert [name for name in names if not isinstance(name, int) and not name.__doc__] == []
