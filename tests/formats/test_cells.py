"""Cells of bulk data: numbers in the spellings that exports have, and those that are none."""

from __future__ import annotations

import doctest
import importlib

import pytest

from dateline.formats.delimited.cell_values import UnfitError, degrees, sentences, split, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), (" 7 ", 7), ("007", 7), ("300380.0", 300380), ("-9", -9), ("7.", 7), ("", None), (" ", None)],
)
def test_whole_numbers(text, number):
    assert whole(text, "n") == number


@pytest.mark.parametrize("text", ["x", "7.5", "1e3", "1_0", "9" * 30, "7 8", "--7"])
def test_no_whole_numbers(text):
    with pytest.raises(UnfitError, match="is not a whole number"):
        whole(text, "n")


@pytest.mark.parametrize(("text", "found"), [("", None), ("1.5", 1.5), ("-90", -90.0), ("+.5", 0.5), ("1e1", 10.0)])
def test_degrees(text, found):
    assert degrees(text, "latitude") == found


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("50,1", "is not a number", "did you mean '50.1'?"),
        ("1_0", "is not a number", None),
        ("inf", "is not a number", None),
        ("1e999", "is beyond 90 degrees", None),
        ("-90.01", "is beyond 90 degrees", None),
    ],
)
def test_no_degrees(text, reason, hint):
    with pytest.raises(UnfitError, match=reason) as caught:
        degrees(text, "latitude")
    assert caught.value.hint == hint


def test_lists_and_sentences():
    assert split(" a;b ; ;a") == ("a", "b")
    assert sentences("A", None, "", "B!", "C.") == "A. B! C."
    assert sentences(None, "") is None


@pytest.mark.parametrize("name", ["delimited.cell_values", "documents.timelinejs_slides"])
def test_doctests(name):
    assert doctest.testmod(importlib.import_module(f"dateline.formats.{name}")).failed == 0
