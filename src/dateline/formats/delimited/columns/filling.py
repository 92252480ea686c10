"""Templates of a mapping filled by columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pyarrow
from pyarrow import compute

from dateline.formats.delimited.columns.blocks import Block
from dateline.formats.delimited.columns.distinct import TEXT, Array, joined
from dateline.formats.delimited.columns.groups import Cells, cells_at
from dateline.formats.delimited.columns.listing import same
from dateline.formats.delimited.mapping_file import Plan
from dateline.formats.delimited.templates import Template

_BLANKS = "\x1c\x1d\x1e\x1f\x85"
"""What is a blank for Python, and not for Arrow."""


class Filler:
    """Fills the templates of a mapping; `place_of` tells where a column is among those of the file."""

    def __init__(self, plan: Plan, place_of: Callable[[str | int], int]) -> None:
        self._plan, self._place_of = plan, place_of
        self._missing = pyarrow.array(sorted(plan.skip), TEXT)
        date, actors = plan.date.templates, (rule.names for rule in plan.actors)
        measured = (template for rule in plan.measures for template in rule.columns if template)
        templates = [*plan.columns.values(), *date, *actors, *measured]
        self.wanted = sorted({place_of(column) for template in templates for column in template.columns})

    def of(self, templates: Iterable[Template]) -> list[str]:
        """Return what the cells of the columns of templates are called."""
        return [str(self._place_of(column)) for template in templates for column in template.columns]

    def clean(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return cells without blanks around them, empty where they say that something is missing."""
        return tuple("" if (cell := each.strip()) in self._plan.skip else cell for each in cells)

    def cleaned(self, column: Array) -> Array:
        """Return a column whose cells are as `clean` makes them."""
        found = compute.utf8_trim_whitespace(column)
        return compute.if_else(compute.is_in(found, self._missing), "", found)

    def is_plain(self, block: Block) -> bool:
        """Tell whether `cleaned` can be asked for the cells of a block."""
        return not any(blank in block.text for blank in _BLANKS)

    def cells(self, block: Block, names: Sequence[str]) -> Cells:
        """Return the cells of a block by their places, and the texts of what is called by `names`."""
        cells = cells_at(block, self.wanted, {str(place): place for place in self.wanted})
        clean: dict[str, Array] = {}
        number = len(block.ends)
        return {**cells, **{name: self._text(name, cells, clean, number) for name in names}}

    def _text(self, name: str, cells: Cells, clean: dict[str, Array], number: int) -> Array:
        template, constant = self._plan.columns.get(name), self._plan.constants.get(name)
        if template is None:
            return same(constant or "", number)
        for place in self.of([template]):
            if place not in clean:
                clean[place] = self.cleaned(cells[place])
        found = _filled(template, [clean[place] for place in self.of([template])])
        return compute.if_else(compute.equal(found, ""), constant, found) if constant else found


def _filled(template: Template, cells: Sequence[Array]) -> Array:
    """Return the texts of a template, as `Template.fill` makes them."""
    first, *between, last = template.texts
    there = [compute.not_equal(cell, "") for cell in cells]
    said = joined(first, cells[0]) if first else cells[0]
    said = compute.if_else(there[0], said, "") if first else said
    for before, cell, has in zip(between, cells[1:], there[1:], strict=True):
        led = compute.if_else(compute.equal(said, ""), "", before)
        said = compute.if_else(has, joined(said, led, cell), said)
    return compute.if_else(there[-1], joined(said, last), said) if last else said
