"""The records that dateline keeps, as frozen values.

References between records are ids. Days are integers as in `dateline.dates.calendar` (proleptic Gregorian,
`datetime.date.toordinal` numbering, BCE included). Empty text is never stored: what is not known is None.
"""

from __future__ import annotations

from typing import Literal

from dateline.counting import Counting, plain_counting
from dateline.dates import Date
from dateline.light_classes import dataclass

Confidence = Literal["high", "medium", "low"]
ActorKind = Literal["state", "person", "organisation", "office", "bloc", "body", "company", "party", "unknown"]
Force = Literal["binding", "forecast", "proposal"]
DeadlineKind = Literal["one_off", "occurrence", "continuing", "conditional"]
DueKind = Literal["original", "amendment", "correction"]
Standing = Literal["confirmed", "claimed", "retracted"]
Days = tuple[int, int]
"""An inclusive interval of days in which the true day lies; FAR_PAST and FAR_FUTURE stand for no bound."""
LinkType = Literal[
    "causes", "answers", "part of", "precedes", "breaks", "fulfils", "repeats", "contradicts", "differs from"
]
DIFFERS: LinkType = "differs from"
"""What no source says of two records but whoever compared them: that they are not one."""
Linked = Literal["event", "deadline"]
Lateness = tuple[int, int | None]
"""The fewest and the most days after a last compliant day; None where that has no first day."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event or deadline; `name` is None until a store fills it in."""

    actor: str
    role: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of an event, such as how many died: the best estimate `value`, and the bounds `low` and `high`.

    Without bounds the value is exact; one bound alone leaves the other side open. `dateline.measures.measure` checks
    and makes them.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says of an event that is cited; `date_text` are its words, in `calendar` and `language`.

    At least one of `date`, `place`, `actors` and `measures` is there. `dateline.claims.forms` has its forms.
    """

    date: Date | None = None
    date_text: str | None = None
    calendar: str | None = None
    language: str | None = None
    place: str | None = None
    actors: tuple[Participant, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: `locator` is a page, article or paragraph, `quote` the source's own words.

    `claim` is what the source says there of the event that cites it, where that is recorded.
    """

    source: str
    locator: str | None = None
    quote: str | None = None
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of curated records that are loaded and pruned together.

    `circa` is how far its approximate dates spread, such as "10 years"; None for one unit of each.
    """

    id: str
    title: str
    description: str | None = None
    circa: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document; `language` is a BCP 47 tag, `date` the day or time of publication."""

    id: str
    title: str
    author: str | None = None
    publisher: str | None = None
    date: Date | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """That an actor belonged to `actor` (a state, body, bloc ...) in `role`; date None means always."""

    actor: str
    role: str | None = None
    date: Date | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, person, organisation, office or bloc; `date` is the time in which it existed."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    description: str | None = None
    date: Date | None = None
    member_of: tuple[Membership, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject in a tree; `above` names the parent where the id is not its path from the root (`energy/gas`)."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    description: str | None = None
    above: str | None = None

    @property
    def parent(self) -> str | None:
        """Return the id of the theme above, or None at a root."""
        return self.above or self.id.rpartition("/")[0] or None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to have; degrees are WGS 84, north and east positive.

    `measures` are in order of their names, of which none comes twice. `verdict` says why it has its date where its
    sources differ, one of `dateline.event_fields.VERDICTS`.
    """

    id: str
    title: str
    date: Date
    date_text: str | None = None
    description: str | None = None
    kind: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    actors: tuple[Participant, ...] = ()
    themes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    measures: tuple[Measure, ...] = ()
    verdict: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A set of commitments; `observed_through` is the last day of believed complete monitoring.

    `tz` is the time zone in which its days begin and end, as IANA calls it; None where nobody says.
    """

    id: str
    title: str
    date: Date | None = None
    description: str | None = None
    observed_through: int | None = None
    actors: tuple[Participant, ...] = ()
    citations: tuple[Citation, ...] = ()
    tz: str | None = None


@dataclass(frozen=True, slots=True)
class DueAssertion:
    """One statement of when a deadline falls due.

    `cutoff` is the interval of the possible last compliant day (FAR_FUTURE: open-ended). `effective` None means in
    force from the beginning, `known` None means always known. `rule` names how `text` was read into `cutoff`.
    A due date that hangs on a happening ("within 3 months of entry into force") names its horizon, `of`, and in
    `awaits` the (months, days) allowed after it; its cutoff is that of the time before anything of it was known.
    `counting` says how the cutoff was counted, None if it was not. One that is counted from an event names it in `of`
    too, and awaits nothing.
    """

    kind: DueKind
    cutoff: Days
    due: Date | None = None
    text: str | None = None
    rule: str | None = None
    effective: Days | None = None
    known: Days | None = None
    standing: Standing = "confirmed"
    reinstates: bool = False
    note: str | None = None
    citations: tuple[Citation, ...] = ()
    awaits: tuple[int, int] | None = None
    of: str | None = None
    counting: Counting | None = None

    @property
    def adds(self) -> bool:
        """Tell whether `counting` says more than `awaits` and `of` do."""
        if self.counting is None or self.awaits is None:
            return self.counting is not None
        return self.counting != plain_counting(self.awaits, self.of)

    @property
    def in_doubt(self) -> bool:
        """Tell whether the cutoff was read or counted from an uncertain date; one written out stands for itself."""
        if self.counting is not None and self.counting.uncertain:
            return True
        return self.rule is not None and self.due is not None and self.due.uncertain


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What a source says was done of a deadline: `level` [low, high] of 0 nothing to 3 done.

    `when` is the interval of the day of fulfilment for level 3, of the day spoken of below that. After an earlier
    report of a lower level it is the day spoken of for level 3 too, unless the report names the deed's own day.
    """

    level: tuple[int, int]
    when: Days
    date: Date | None = None
    known: Days | None = None
    standing: Standing = "confirmed"
    event: str | None = None
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def said(self) -> object:
        """What it says, by which a retraction that follows it is known to take it back."""
        return self.level, self.when

    @property
    def in_doubt(self) -> bool:
        """Tell whether the day is uncertain, as in `2000?`."""
        return self.date is not None and self.date.uncertain

    @property
    def names_the_day(self) -> bool:
        """Tell whether `when` is that of the deed itself: the report names its event, or both ends of its days."""
        return self.event is not None or (self.date is not None and self.date.kind == "interval")


@dataclass(frozen=True, slots=True)
class Waiver:
    """That a deadline was set aside from `effective` on; an amendment that reinstates ends it.

    With the basis "abandoned", or "abandoned: why", it says that the promise was given up.
    """

    effective: Days
    known: Days | None = None
    standing: Standing = "confirmed"
    basis: str | None = None
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def said(self) -> object:
        """What it says, by which a retraction that follows it is known to take it back."""
        return self.effective

    @property
    def gives_up(self) -> bool:
        """Tell whether the promise was given up, rather than set aside."""
        return (self.basis or "").partition(":")[0].strip().lower() == "abandoned"


@dataclass(frozen=True, slots=True)
class Dependency:
    """That a deadline cannot be met before another one, `on`, is: `lag` days [fewest, most] lie in between."""

    on: str
    lag: tuple[int, int] = (0, 0)
    known: Days | None = None
    standing: Standing = "confirmed"
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def said(self) -> object:
        """What it says, by which a retraction that follows it is known to take it back."""
        return self.on, self.lag


@dataclass(frozen=True, slots=True)
class HorizonDate:
    """One statement of when a horizon comes: the days `when` in which it lies."""

    when: Days
    date: Date | None = None
    known: Days | None = None
    standing: Standing = "confirmed"
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def said(self) -> object:
        """What it says, by which a retraction that follows it is known to take it back."""
        return self.when

    @property
    def in_doubt(self) -> bool:
        """Tell whether the day is uncertain, as in `2000?`."""
        return self.date is not None and self.date.uncertain


@dataclass(frozen=True, slots=True)
class Horizon:
    """A happening that is expected, such as an election or an entry into force.

    `dates` are the statements of its day in order of entry; of those known, the last stands.
    """

    id: str
    title: str
    description: str | None = None
    actors: tuple[Participant, ...] = ()
    dates: tuple[HorizonDate, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One commitment of a programme with everything recorded of it, in order of entry.

    `lead` is how many days [fewest, most] it takes once it can begin; (0, 0) when nobody says.
    """

    id: str
    programme: str
    title: str
    force: Force = "binding"
    kind: DeadlineKind = "one_off"
    item: str | None = None
    actors: tuple[Participant, ...] = ()
    themes: tuple[str, ...] = ()
    confidence: Confidence | None = None
    note: str | None = None
    due: tuple[DueAssertion, ...] = ()
    status: tuple[StatusReport, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    depends: tuple[Dependency, ...] = ()
    lead: tuple[int, int] = (0, 0)

    @property
    def recurs(self) -> str | None:
        """The rule by which it is due again and again without end, each time as a deadline of its own; else None."""
        return next((due.counting.recurs for due in self.due if due.counting is not None and due.counting.recurs), None)


@dataclass(frozen=True, slots=True)
class Link:
    """That one event or promise, `origin`, stands in a relation to another, `target`."""

    id: str
    type: LinkType
    origin: str
    target: str
    origin_kind: Linked = "event"
    target_kind: Linked = "event"
    note: str | None = None
    citations: tuple[Citation, ...] = ()
