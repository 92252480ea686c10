"""Deadlines by party, by programme or by theme: one that belongs to several groups counts in full in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeVar, get_args

from dateline.deadlines.responsibility import bound
from dateline.model import Deadline

By = Literal["party", "programme", "theme"]
WAYS: tuple[By, ...] = get_args(By)
Of = TypeVar("Of")


class Group(NamedTuple):
    """A party, programme or theme: its id, None where the records name none, and what it is called."""

    id: str | None
    name: str


def groups_of(deadline: Deadline, by: By) -> list[Group]:
    """Return the groups to which a deadline belongs: every actor whom it binds, alone or jointly, or every theme."""
    if by == "programme":
        return [Group(deadline.programme, deadline.programme)]
    if by == "theme":
        return [Group(theme, theme) for theme in deadline.themes] or [Group(None, "no theme")]
    parties = {each.actor: each.name or each.actor for each in bound(deadline)}
    return [Group(*each) for each in parties.items()] or [Group(None, "nobody named")]


def grouped(found: Iterable[Of], by: By, deadline: Callable[[Of], Deadline]) -> dict[Group, list[Of]]:
    """Return what was found of deadlines by group, in order of their names; what belongs to none comes last."""
    groups: dict[Group, list[Of]] = {}
    for each in found:
        for group in groups_of(deadline(each), by):
            groups.setdefault(group, []).append(each)
    return {group: groups[group] for group in sorted(groups, key=_place)}


def _place(group: Group) -> tuple[bool, str, str]:
    return group.id is None, group.name.casefold(), group.id or ""
