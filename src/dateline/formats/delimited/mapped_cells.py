"""What cells of a mapped row say: values of fields, those who take part, themes, and what tells rows apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from dateline.event_fields import Field
from dateline.formats.delimited.cell_values import UnfitError, plain, slug, split
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.mapped_numbers import HINT
from dateline.formats.delimited.mapping_file import ActorRule
from dateline.formats.delimited.tabular import TypedNumber
from dateline.formats.delimited.templates import Template
from dateline.model import Participant


def value_reader(field: Field, layout: Layout) -> Callable[[str], Any]:
    """Return a function that gives the value of a cell of a field; it raises UnfitError."""
    with_comma = layout.decimal == "," and field.kind == "number"
    return lambda text: (_with_comma if with_comma else _value)(field, text)


def row_hash(row: Sequence[str]) -> str:
    """Return what tells a row from every other: a hash of its cells, in the order of the columns."""
    return blake2b("\0".join(map(str.strip, row)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _with_comma(field: Field, text: str) -> Any:
    """Return the value of a cell of a number with a decimal comma; raises UnfitError."""
    if isinstance(text, TypedNumber):
        return plain(text, field)
    if "." in text:
        raise UnfitError(f"{field.name} {text!r} is not a number with a decimal comma", HINT)
    return plain(text.replace(",", "."), field)


def _value(field: Field, text: str) -> Any:
    """Return the value of a cell, where choices may be written in any case; raises UnfitError."""
    lower = text.lower()
    try:
        return plain(lower if lower in field.choices else text, field)
    except UnfitError as error:
        raise UnfitError(error.reason, HINT if field.kind == "number" and "," in text else error.hint) from None


def _items_of(text: str, separators: tuple[str, ...], skip: Set[str]) -> tuple[str, ...]:
    first, *others = separators
    for other in others:
        text = text.replace(other, first)
    return split(text, first, skip)


def _listed(
    template: Template, separators: tuple[str, ...], skip: Set[str]
) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return a function that gives the texts of a template: with a separator, one for each item of its one column."""
    if not separators:
        return lambda cells: (template.fill(cells),) if any(cells) else ()
    if len(template.columns) == 1:
        return lambda cells: tuple(template.fill((item,)) for item in _items_of(cells[0], separators, skip))
    return lambda cells: _items_of(template.fill(cells), separators, skip)


def participants_reader(
    rule: ActorRule, separators: tuple[str, ...], skip: Set[str]
) -> Callable[[tuple[str, ...]], tuple[Participant, ...]]:
    """Return a function that gives those who take part from the cells of the columns of a rule, each id once."""
    texts = _listed(rule.names, separators, skip)

    @lru_cache(65_536)
    def actors(cells: tuple[str, ...]) -> tuple[Participant, ...]:
        found: dict[str, Participant] = {}
        for name in texts(cells):
            each = participant(rule, name)
            found.setdefault(each.actor, each)
        return tuple(found.values())

    return actors


def participant(rule: ActorRule, name: str) -> Participant:
    """Return who takes part by a rule under a name."""
    return Participant(f"{rule.prefix}{slug(name)}", rule.role, name)


def themes_reader(
    template: Template | None, separators: tuple[str, ...], always: tuple[str, ...], skip: Set[str]
) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return a function that gives the themes from the cells of the columns of a template, and those of all rows."""
    texts = _listed(template, separators, skip) if template else None

    @lru_cache(65_536)
    def themes(cells: tuple[str, ...]) -> tuple[str, ...]:
        paths = ("/".join(slug(part) for part in text.split("/") if part.strip()) for text in (texts or tuple)(cells))
        return tuple(dict.fromkeys(filter(None, (*paths, *always))))

    return themes
