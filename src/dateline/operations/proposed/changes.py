"""Changes of a file of proposals, each by itself, so that two reviewers of one file lose nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.documents.proposal import Proposal
from dateline.errors import InvalidQuery
from dateline.light_classes import NamedTuple

Key = tuple[str, str]


class Change(NamedTuple):
    """One proposal before and after; None before for a new one, which goes behind `behind`, and None after for none."""

    key: Key
    before: Proposal | None
    after: Proposal | None
    behind: Key | None = None

    @property
    def undone(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.key, self.after, self.before, self.behind)


def key_of(each: Proposal) -> Key:
    """Return by what a proposal is known in its file."""
    return each.source, each.id


def with_changes(proposals: Sequence[Proposal], changes: Iterable[Change]) -> tuple[Proposal, ...]:
    """Return proposals with changes made to them.

    Raises:
        InvalidQuery: one is no longer what it was before the change.
    """
    found = {key_of(each): each for each in proposals}
    order = list(found)
    for change in changes:
        if found.get(change.key) != change.before:
            raise InvalidQuery(
                "somebody else has changed this proposal since it was shown", "it is shown as it is now: decide again"
            )
        if change.after is None:
            del found[change.key]
            order.remove(change.key)
            continue
        if change.before is None:
            order.insert(order.index(change.behind) + 1 if change.behind in found else len(order), change.key)
        found[change.key] = change.after
    return tuple(found[key] for key in order)
