"""Numbers agree with their nouns: one function counts, and no message puts a number before a noun by itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dateline.counted import counted, plural, sentence

SOURCE = Path(__file__).parents[1] / "src/dateline"
NOUNS = (
    "event|deadline|actor|source|theme|record|row|batch|file|fault|line|day|column|programme|time|citation|cell|year"
    "|month|amendment|reject|collection|reference|occurrence|error|report|part|week|decade|number|revision|text|quote"
)
BEHIND_A_NUMBER = re.compile(rf"^ (?:(?:more|undated|new|other) )?(?:{NOUNS})(?:s|es|ies)\b")
MAY_COUNT = re.compile(r"""["'}]""" + BEHIND_A_NUMBER.pattern[1:])
"""What a text of the program has where a noun stands behind a value; most files have none and need not be parsed."""
SEVERAL = re.compile(r"^[A-Z_]+\b|^_?[A-Z][A-Z_]+$|LEEWAY")
ALWAYS_SEVERAL = {
    "len(later)": "one has another sentence",
    "weeks_of(int(found[1]))": "52 or 53",
    "10 ** power": "tens of years",
    "lower.count(column)": "only of what comes twice",
    "found": "a verb follows",
    "cells": "a share of many cells",
    "length": "days of a month or a year",
    "high": "the end of a range",
    "days[1]": "the end of a range",
    "_number(days, ' to ', group)": "chosen beside it",
    "number": "words for one stand beside it, or it is more than one",
    "many": "a word",
    "commas": "a share of many cells",
    "size": "bytes of a file",
    "rows": "more than fit",
    "width": "columns of a header that is a table",
    "most": "the most of a sheet",
    "len(parts)": "of a whole",
    "len(found.files)": "of a whole",
    "later": "several are told apart from one",
    "share": "a part of all",
}
"""Expressions that stand before a noun in the plural by themselves, and why."""


def pieces(tree):
    """Yield (expression, text behind it) of every value in a formatted text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for value, behind in zip(node.values, node.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(behind, ast.Constant):
                    yield ast.unparse(value.value), str(behind.value)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_message_counts_by_itself(path):
    if path.name == "counted.py":
        return
    text = path.read_text("utf-8")
    alone = [
        f"{{{expression}}}{behind[:30]}"
        for expression, behind in (pieces(ast.parse(text)) if MAY_COUNT.search(text) else ())
        if BEHIND_A_NUMBER.match(behind) and not SEVERAL.search(expression) and expression not in ALWAYS_SEVERAL
    ]
    assert alone == []
    assert not re.search(r"""['"]e?s['"] ?(\* ?\(|if )|['"]['"] if [^:]*== 1 else ['"]s""", text)


@pytest.mark.parametrize(
    ("number", "said", "expected"),
    [
        (1, "events have bounds out of order", "1 event has bounds out of order"),
        (2, "events have bounds out of order", "2 events have bounds out of order"),
        (
            1,
            "undated events have days, or days belong to no date",
            "1 undated event has days, or days belong to no date",
        ),
        (1, "events are in no import and have no revision", "1 event is in no import and has no revision"),
        (1, "counts of days disagree with the events", "1 count of days disagrees with the events"),
        (1, "citations belong to no event", "1 citation belongs to no event"),
        (1200, "citations belong to no event", "1,200 citations belong to no event"),
    ],
)
def test_sentences(number, said, expected):
    assert sentence(number, said) == expected


def test_the_sentences_of_the_checks_can_be_said_of_one():
    from dateline.storage.checks.soundness import _QUESTIONS

    for said in _QUESTIONS:
        assert re.match(r"1 \w+ (?:\w+ )*?(?:has|is|belongs|refers|disagrees|lies|says|gave)\b", sentence(1, said)), (
            said
        )


@pytest.mark.parametrize(
    ("noun", "several"), [("batch", "batches"), ("century", "centuries"), ("day", "days"), ("more row", "more rows")]
)
def test_nouns(noun, several):
    assert plural(noun) == several
    assert [counted(number, noun) for number in (0, 1, 2)] == [f"0 {several}", f"1 {noun}", f"2 {several}"]
