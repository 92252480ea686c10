"""Generators in a process of their own can ask, and are answered."""

from __future__ import annotations

import io
import marshal
import sys
from types import SimpleNamespace
from unittest import mock

import pytest

from dateline import worker
from dateline.worker import Asking, WorkerEnded


def _message(value) -> bytes:
    found = marshal.dumps(value)
    return len(found).to_bytes(8, "little") + found


def _asks():
    yield "one"
    answer = yield Asking("how many?")
    yield "none" if answer is None else ["so many", answer]
    yield ["and", (yield Asking("more?"))]


def _sent(answers: bytes):
    out = io.BytesIO()
    with (
        mock.patch.object(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(answers))),
        mock.patch.object(sys, "stdout", SimpleNamespace(buffer=out)),
    ):
        worker._send_all(_asks())
    process = SimpleNamespace(stdout=io.BytesIO(out.getvalue() + bytes(8)), stdin=io.BytesIO())
    return list(worker.Yielded(process))  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "told"), [(3, ["so many", 3]), (None, "none"), ([], ["so many", []])])
def test_what_a_generator_asks_is_answered(first, told):
    assert _sent(_message(first) + _message(7)) == ["one", "how many?", told, "more?", ["and", 7]]


def test_a_generator_whose_questions_nobody_answers_ends():
    with pytest.raises(WorkerEnded):
        _sent(b"")


def test_pyarrow_finds_no_pandas_in_a_worker():
    assert worker._WithoutPandas.find_spec("pyarrow") is None
    with pytest.raises(ModuleNotFoundError):
        worker._WithoutPandas.find_spec("pandas")
