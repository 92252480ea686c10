-- Generated from src/dateline/storage/schema/tables.py by `make schema`; do not edit.

-- SQLite

CREATE TABLE actor (
    num INTEGER NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    description TEXT,
    date TEXT,
    CONSTRAINT actor_key PRIMARY KEY (num),
    CONSTRAINT actor_unique_id UNIQUE (id)
);

CREATE TABLE batch (
    num INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    author TEXT NOT NULL,
    command TEXT NOT NULL,
    reason TEXT,
    origin TEXT,
    collection TEXT,
    report TEXT,
    first_event BIGINT,
    last_event BIGINT,
    undoes BIGINT,
    seal TEXT NOT NULL,
    digest TEXT,
    CONSTRAINT batch_key PRIMARY KEY (num)
);

CREATE TABLE belonging (
    whole INTEGER NOT NULL,
    member INTEGER NOT NULL,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    CONSTRAINT belonging_key PRIMARY KEY (whole, member, start_earliest, start_latest, end_earliest, end_latest)
)
 WITHOUT ROWID;

CREATE TABLE by_hand (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fate TEXT NOT NULL,
    base TEXT,
    said TEXT,
    version BIGINT,
    CONSTRAINT by_hand_key PRIMARY KEY (kind, id)
);

CREATE TABLE checkpoint (
    collection TEXT NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    CONSTRAINT checkpoint_key PRIMARY KEY (collection, file)
);

CREATE TABLE collection (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    curated SMALLINT NOT NULL,
    circa TEXT,
    CONSTRAINT collection_key PRIMARY KEY (id)
);

CREATE TABLE counted (
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    CONSTRAINT counted_key PRIMARY KEY (kind, subject)
)
 WITHOUT ROWID;

CREATE TABLE day_count (
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    day BIGINT NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT day_count_key PRIMARY KEY (kind, subject, day)
)
 WITHOUT ROWID;

CREATE TABLE event (
    num INTEGER NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    date_text TEXT,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    length_class SMALLINT NOT NULL,
    description TEXT,
    kind TEXT,
    place TEXT,
    latitude DOUBLE,
    longitude DOUBLE,
    confidence TEXT,
    version BIGINT,
    theme_set BIGINT,
    calendar TEXT,
    CONSTRAINT event_key PRIMARY KEY (num),
    CONSTRAINT event_unique_id UNIQUE (id)
);

CREATE INDEX event_by_length_class_start_earliest_end_latest ON event (length_class, start_earliest, end_latest);

CREATE TABLE event_actor (
    actor INTEGER NOT NULL,
    length_class SMALLINT NOT NULL,
    earliest BIGINT NOT NULL,
    event INTEGER NOT NULL,
    latest BIGINT NOT NULL,
    start_latest BIGINT,
    end_earliest BIGINT,
    theme_set BIGINT,
    CONSTRAINT event_actor_key PRIMARY KEY (actor, length_class, earliest, event)
)
 WITHOUT ROWID;

CREATE TABLE event_theme (
    theme INTEGER NOT NULL,
    length_class SMALLINT NOT NULL,
    earliest BIGINT NOT NULL,
    event INTEGER NOT NULL,
    latest BIGINT NOT NULL,
    start_latest BIGINT,
    end_earliest BIGINT,
    shared SMALLINT NOT NULL,
    CONSTRAINT event_theme_key PRIMARY KEY (theme, length_class, earliest, event)
)
 WITHOUT ROWID;

CREATE TABLE horizon (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    CONSTRAINT horizon_key PRIMARY KEY (id)
);

CREATE TABLE link (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    type TEXT NOT NULL,
    origin_kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    note TEXT,
    CONSTRAINT link_key PRIMARY KEY (id)
);

CREATE INDEX link_by_origin_origin_kind ON link (origin, origin_kind);

CREATE INDEX link_by_target_target_kind ON link (target, target_kind);

CREATE TABLE marked_date (
    date TEXT NOT NULL,
    earliest BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    CONSTRAINT marked_date_key PRIMARY KEY (date)
);

CREATE TABLE measure (
    num INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT measure_key PRIMARY KEY (num),
    CONSTRAINT measure_unique_name_unit UNIQUE (name, unit)
);

CREATE TABLE programme (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    description TEXT,
    observed_through BIGINT,
    tz TEXT,
    CONSTRAINT programme_key PRIMARY KEY (id)
);

CREATE TABLE redirect (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    target TEXT NOT NULL,
    CONSTRAINT redirect_key PRIMARY KEY (kind, id)
);

CREATE TABLE source (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    publisher TEXT,
    date TEXT,
    url TEXT,
    language TEXT,
    note TEXT,
    CONSTRAINT source_key PRIMARY KEY (id)
);

CREATE TABLE theme (
    num INTEGER NOT NULL,
    last INTEGER NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    above TEXT,
    title TEXT NOT NULL,
    description TEXT,
    depth SMALLINT DEFAULT '0' NOT NULL,
    CONSTRAINT theme_key PRIMARY KEY (num),
    CONSTRAINT theme_unique_id UNIQUE (id)
);

CREATE TABLE theme_name (
    folded TEXT NOT NULL,
    theme TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT theme_name_key PRIMARY KEY (folded, theme)
)
 WITHOUT ROWID;

CREATE TABLE theme_set (
    num INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT theme_set_key PRIMARY KEY (num),
    CONSTRAINT theme_set_unique_fingerprint UNIQUE (fingerprint)
);

CREATE TABLE theme_set_member (
    theme_set INTEGER NOT NULL,
    theme INTEGER NOT NULL,
    shared SMALLINT NOT NULL,
    CONSTRAINT theme_set_member_key PRIMARY KEY (theme_set, theme)
)
 WITHOUT ROWID;

CREATE INDEX theme_set_member_by_theme_theme_set ON theme_set_member (theme, theme_set);

CREATE TABLE tombstone (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    version BIGINT,
    CONSTRAINT tombstone_key PRIMARY KEY (id)
);

CREATE TABLE actor_name (
    folded TEXT NOT NULL,
    actor INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT actor_name_key PRIMARY KEY (folded, actor),
    CONSTRAINT actor_name_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
)
 WITHOUT ROWID;

CREATE INDEX actor_name_by_actor ON actor_name (actor);

CREATE TABLE citation (
    part TEXT NOT NULL,
    owner TEXT NOT NULL,
    item INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    source TEXT NOT NULL,
    locator TEXT,
    quote TEXT,
    CONSTRAINT citation_key PRIMARY KEY (part, owner, item, seq),
    CONSTRAINT citation_to_source_source FOREIGN KEY(source) REFERENCES source (id)
);

CREATE INDEX citation_by_source ON citation (source);

CREATE TABLE claimed_actor (
    event INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    CONSTRAINT claimed_actor_key PRIMARY KEY (event, actor),
    CONSTRAINT claimed_actor_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT claimed_actor_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE INDEX claimed_actor_by_actor ON claimed_actor (actor);

CREATE TABLE deadline (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    programme TEXT NOT NULL,
    title TEXT NOT NULL,
    force TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT,
    confidence TEXT,
    note TEXT,
    lead_from INTEGER DEFAULT '0' NOT NULL,
    lead_to INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT deadline_key PRIMARY KEY (id),
    CONSTRAINT deadline_to_programme_programme FOREIGN KEY(programme) REFERENCES programme (id)
);

CREATE TABLE event_citation (
    event INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    source TEXT NOT NULL,
    locator TEXT,
    quote TEXT,
    CONSTRAINT event_citation_key PRIMARY KEY (event, seq),
    CONSTRAINT event_citation_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT event_citation_to_source_source FOREIGN KEY(source) REFERENCES source (id)
)
 WITHOUT ROWID;

CREATE INDEX event_citation_by_source_event ON event_citation (source, event);

CREATE TABLE event_claims (
    event INTEGER NOT NULL,
    verdict TEXT,
    claims TEXT,
    CONSTRAINT event_claims_key PRIMARY KEY (event),
    CONSTRAINT event_claims_to_event_event FOREIGN KEY(event) REFERENCES event (num)
);

CREATE TABLE event_measure (
    event INTEGER NOT NULL,
    measure INTEGER NOT NULL,
    value DOUBLE,
    low DOUBLE,
    high DOUBLE,
    CONSTRAINT event_measure_key PRIMARY KEY (event, measure),
    CONSTRAINT event_measure_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT event_measure_to_measure_measure FOREIGN KEY(measure) REFERENCES measure (num)
)
 WITHOUT ROWID;

CREATE TABLE horizon_date (
    horizon TEXT NOT NULL,
    seq INTEGER NOT NULL,
    when_from BIGINT NOT NULL,
    when_to BIGINT NOT NULL,
    date TEXT,
    standing TEXT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT horizon_date_key PRIMARY KEY (horizon, seq),
    CONSTRAINT horizon_date_to_horizon_horizon FOREIGN KEY(horizon) REFERENCES horizon (id)
);

CREATE TABLE membership (
    member INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    role TEXT,
    date TEXT,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    CONSTRAINT membership_key PRIMARY KEY (member, seq),
    CONSTRAINT membership_to_actor_member FOREIGN KEY(member) REFERENCES actor (num),
    CONSTRAINT membership_to_actor_whole FOREIGN KEY(whole) REFERENCES actor (num)
);

CREATE TABLE participant (
    event INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    role TEXT,
    CONSTRAINT participant_key PRIMARY KEY (event, seq),
    CONSTRAINT participant_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT participant_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
)
 WITHOUT ROWID;

CREATE TABLE party (
    part TEXT NOT NULL,
    owner TEXT NOT NULL,
    seq INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    role TEXT,
    CONSTRAINT party_key PRIMARY KEY (part, owner, seq),
    CONSTRAINT party_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE INDEX party_by_actor_part_owner ON party (actor, part, owner);

CREATE TABLE revision (
    batch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    action TEXT NOT NULL,
    collection TEXT,
    content TEXT,
    had TEXT,
    had_collection TEXT,
    had_version BIGINT,
    had_event BIGINT,
    CONSTRAINT revision_key PRIMARY KEY (batch, seq),
    CONSTRAINT revision_to_batch_batch FOREIGN KEY(batch) REFERENCES batch (num)
);

CREATE INDEX revision_by_kind_id_batch ON revision (kind, id, batch);

CREATE TABLE source_text (
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT source_text_key PRIMARY KEY (source),
    CONSTRAINT source_text_to_source_source FOREIGN KEY(source) REFERENCES source (id)
);

CREATE TABLE deadline_theme (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    theme TEXT NOT NULL,
    CONSTRAINT deadline_theme_key PRIMARY KEY (deadline, seq),
    CONSTRAINT deadline_theme_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE dependency (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    predecessor TEXT NOT NULL,
    lag_from INTEGER DEFAULT '0' NOT NULL,
    lag_to INTEGER DEFAULT '0' NOT NULL,
    standing TEXT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT dependency_key PRIMARY KEY (deadline, seq),
    CONSTRAINT dependency_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE due_assertion (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cutoff_from BIGINT NOT NULL,
    cutoff_to BIGINT NOT NULL,
    due TEXT,
    text TEXT,
    rule TEXT,
    effective_from BIGINT,
    effective_to BIGINT,
    standing TEXT NOT NULL,
    reinstates SMALLINT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    awaits_months INTEGER,
    awaits_days INTEGER,
    "of" TEXT,
    counting TEXT,
    CONSTRAINT due_assertion_key PRIMARY KEY (deadline, seq),
    CONSTRAINT due_assertion_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE status_report (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    level_from SMALLINT NOT NULL,
    level_to SMALLINT NOT NULL,
    when_from BIGINT NOT NULL,
    when_to BIGINT NOT NULL,
    date TEXT,
    standing TEXT NOT NULL,
    event TEXT,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT status_report_key PRIMARY KEY (deadline, seq),
    CONSTRAINT status_report_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE waiver (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    effective_from BIGINT NOT NULL,
    effective_to BIGINT NOT NULL,
    basis TEXT,
    known_from BIGINT,
    known_to BIGINT,
    standing TEXT DEFAULT 'confirmed' NOT NULL,
    note TEXT,
    CONSTRAINT waiver_key PRIMARY KEY (deadline, seq),
    CONSTRAINT waiver_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE VIRTUAL TABLE event_text USING fts5(words, place_words, content='', tokenize='ascii');

CREATE VIEW collections AS SELECT x."id" AS "id", x."title" AS "title", x."description" AS "description", x."circa" AS "circa", x.curated AS "curated" FROM collection x;

CREATE VIEW sources AS SELECT x."id" AS "id", x."title" AS "title", x."author" AS "author", x."publisher" AS "publisher", x."date" AS "date", x."url" AS "url", x."language" AS "language", x."note" AS "note", x."collection" AS "collection" FROM source x;

CREATE VIEW actors AS SELECT x."id" AS "id", x."name" AS "name", x."kind" AS "kind", x."date" AS "date", x."description" AS "description", x."collection" AS "collection" FROM actor x;

CREATE VIEW actor_names AS SELECT a.id AS "actor", x.seq AS "place", x."name" AS "name", x."folded" AS "folded" FROM actor_name x JOIN actor a ON a.num = x.actor;

CREATE VIEW memberships AS SELECT a.id AS "member", x.seq AS "place", w.id AS "whole", x."role" AS "role", x."date" AS "date", CASE WHEN x.start_earliest BETWEEN -365 AND 3652059 THEN date(x.start_earliest + 1721424.5)
WHEN x.start_earliest BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.start_earliest + 5373849.5))
|| strftime('-%m-%d', x.start_earliest + 5373849.5)
WHEN x.start_earliest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.start_earliest - 1 - ((x.start_earliest - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.start_earliest - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "matches_from", CASE WHEN x.end_latest BETWEEN -365 AND 3652059 THEN date(x.end_latest + 1721424.5)
WHEN x.end_latest BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.end_latest + 5373849.5))
|| strftime('-%m-%d', x.end_latest + 5373849.5)
WHEN x.end_latest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.end_latest - 1 - ((x.end_latest - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.end_latest - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "matches_to", x.start_earliest AS "start_earliest", x.start_latest AS "start_latest", x.end_earliest AS "end_earliest", x.end_latest AS "end_latest" FROM membership x JOIN actor a ON a.num = x.member JOIN actor w ON w.num = x.whole;

CREATE VIEW themes AS SELECT x."id" AS "id", x."title" AS "title", x.above AS "parent", p.path AS "path", x.depth AS "depth", x.num AS "number", x.last AS "last", x."description" AS "description", x."collection" AS "collection" FROM theme x LEFT JOIN (WITH RECURSIVE above (id, path) AS (
SELECT id, id FROM theme WHERE theme.above IS NULL
UNION ALL SELECT t.id, a.path || ' > ' || t.id FROM theme t JOIN above a ON t.above = a.id
) SELECT id, path FROM above) p ON p.id = x.id;

CREATE VIEW events AS SELECT e."id" AS "id", e."date" AS "date", e."date_text" AS "date_text", CASE WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -365 AND 3652059 THEN date(coalesce(m.earliest, e.start_earliest) + 1721424.5)
WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', coalesce(m.earliest, e.start_earliest) + 5373849.5))
|| strftime('-%m-%d', coalesce(m.earliest, e.start_earliest) + 5373849.5)
WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((coalesce(m.earliest, e.start_earliest) - 1 - ((coalesce(m.earliest, e.start_earliest) - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((coalesce(m.earliest, e.start_earliest) - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "earliest", CASE WHEN coalesce(m.latest, e.end_latest) BETWEEN -365 AND 3652059 THEN date(coalesce(m.latest, e.end_latest) + 1721424.5)
WHEN coalesce(m.latest, e.end_latest) BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', coalesce(m.latest, e.end_latest) + 5373849.5))
|| strftime('-%m-%d', coalesce(m.latest, e.end_latest) + 5373849.5)
WHEN coalesce(m.latest, e.end_latest) BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((coalesce(m.latest, e.end_latest) - 1 - ((coalesce(m.latest, e.end_latest) - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((coalesce(m.latest, e.end_latest) - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "latest", e."title" AS "title", e."description" AS "description", e."kind" AS "kind", e."place" AS "place", e."latitude" AS "latitude", e."longitude" AS "longitude", e."confidence" AS "confidence", e.calendar AS "calendar", e."collection" AS "collection", coalesce(m.earliest, e.start_earliest) AS "earliest_day", coalesce(m.latest, e.end_latest) AS "latest_day", CASE WHEN e.start_earliest BETWEEN -365 AND 3652059 THEN date(e.start_earliest + 1721424.5)
WHEN e.start_earliest BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', e.start_earliest + 5373849.5))
|| strftime('-%m-%d', e.start_earliest + 5373849.5)
WHEN e.start_earliest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((e.start_earliest - 1 - ((e.start_earliest - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((e.start_earliest - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "matches_from", CASE WHEN e.end_latest BETWEEN -365 AND 3652059 THEN date(e.end_latest + 1721424.5)
WHEN e.end_latest BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', e.end_latest + 5373849.5))
|| strftime('-%m-%d', e.end_latest + 5373849.5)
WHEN e.end_latest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((e.end_latest - 1 - ((e.end_latest - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((e.end_latest - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "matches_to", e.start_earliest AS "start_earliest", e.start_latest AS "start_latest", e.end_earliest AS "end_earliest", e.end_latest AS "end_latest", CASE e.length_class WHEN 5 THEN 1 ELSE 0 END AS "gapped", c.verdict AS "verdict" FROM event e LEFT JOIN marked_date m ON m.date = e.date
LEFT JOIN event_claims c ON c.event = e.num;

CREATE VIEW event_actors AS SELECT e.id AS "event", x.seq AS "place", a.id AS "actor", a."name" AS "name", x."role" AS "role" FROM participant x JOIN event e ON e.num = x.event JOIN actor a ON a.num = x.actor;

CREATE VIEW event_themes AS SELECT e.id AS "event", t.num AS "number", t.id AS "theme", t."title" AS "title" FROM event e JOIN theme_set_member s ON s.theme_set = e.theme_set JOIN theme t ON t.num = s.theme;

CREATE VIEW measures AS SELECT e.id AS "event", n."name" AS "name", x.value AS "value", x.low AS "low", x.high AS "high", nullif(n.unit, '') AS "unit" FROM event_measure x JOIN event e ON e.num = x.event JOIN measure n ON n.num = x.measure;

CREATE VIEW citations AS SELECT x."part" AS "part", x."id" AS "id", x.item AS "item", x.seq AS "place", x."source" AS "source", x."locator" AS "locator", x."quote" AS "quote" FROM (SELECT 'event' AS part, e.id, 0 AS item, x.seq, x.source, x.locator, x.quote
FROM event_citation x JOIN event e ON e.num = x.event
UNION ALL SELECT part, owner, item, seq, source, locator, quote FROM citation) x;

CREATE VIEW parties AS SELECT x."part" AS "part", x.owner AS "id", x.seq AS "place", a.id AS "actor", a."name" AS "name", x."role" AS "role" FROM party x JOIN actor a ON a.num = x.actor;

CREATE VIEW programmes AS SELECT x."id" AS "id", x."title" AS "title", x."date" AS "date", x."description" AS "description", CASE WHEN x.observed_through BETWEEN -365 AND 3652059 THEN date(x.observed_through + 1721424.5)
WHEN x.observed_through BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.observed_through + 5373849.5))
|| strftime('-%m-%d', x.observed_through + 5373849.5)
WHEN x.observed_through BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.observed_through - 1 - ((x.observed_through - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.observed_through - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "observed_through", x.observed_through AS "observed_through_day", x."tz" AS "tz", x."collection" AS "collection" FROM programme x;

CREATE VIEW deadlines AS SELECT x."id" AS "id", x."programme" AS "programme", x."item" AS "item", x."title" AS "title", x."force" AS "force", x."kind" AS "kind", x."confidence" AS "confidence", x."note" AS "note", x.lead_from AS "lead_from", x.lead_to AS "lead_to", x."collection" AS "collection" FROM deadline x;

CREATE VIEW deadline_themes AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."theme" AS "theme", t.title AS "title" FROM deadline_theme x LEFT JOIN theme t ON t.id = x.theme;

CREATE VIEW due_dates AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."kind" AS "kind", x."due" AS "due", x."text" AS "text", x."rule" AS "rule", CASE WHEN x.cutoff_from BETWEEN -365 AND 3652059 THEN date(x.cutoff_from + 1721424.5)
WHEN x.cutoff_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.cutoff_from + 5373849.5))
|| strftime('-%m-%d', x.cutoff_from + 5373849.5)
WHEN x.cutoff_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.cutoff_from - 1 - ((x.cutoff_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.cutoff_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "cutoff_from", x.cutoff_from AS "cutoff_from_day", CASE WHEN x.cutoff_to BETWEEN -365 AND 3652059 THEN date(x.cutoff_to + 1721424.5)
WHEN x.cutoff_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.cutoff_to + 5373849.5))
|| strftime('-%m-%d', x.cutoff_to + 5373849.5)
WHEN x.cutoff_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.cutoff_to - 1 - ((x.cutoff_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.cutoff_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "cutoff_to", x.cutoff_to AS "cutoff_to_day", CASE WHEN x.effective_from BETWEEN -365 AND 3652059 THEN date(x.effective_from + 1721424.5)
WHEN x.effective_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.effective_from + 5373849.5))
|| strftime('-%m-%d', x.effective_from + 5373849.5)
WHEN x.effective_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.effective_from - 1 - ((x.effective_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.effective_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "effective_from", x.effective_from AS "effective_from_day", CASE WHEN x.effective_to BETWEEN -365 AND 3652059 THEN date(x.effective_to + 1721424.5)
WHEN x.effective_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.effective_to + 5373849.5))
|| strftime('-%m-%d', x.effective_to + 5373849.5)
WHEN x.effective_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.effective_to - 1 - ((x.effective_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.effective_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "effective_to", x.effective_to AS "effective_to_day", CASE WHEN x.known_from BETWEEN -365 AND 3652059 THEN date(x.known_from + 1721424.5)
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_from + 5373849.5))
|| strftime('-%m-%d', x.known_from + 5373849.5)
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_from - 1 - ((x.known_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN -365 AND 3652059 THEN date(x.known_to + 1721424.5)
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_to + 5373849.5))
|| strftime('-%m-%d', x.known_to + 5373849.5)
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_to - 1 - ((x.known_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x.reinstates AS "reinstates", x.awaits_months AS "awaits_months", x.awaits_days AS "awaits_days", x."of" AS "of", x."counting" AS "counting", x."note" AS "note" FROM due_assertion x;

CREATE VIEW reports AS SELECT x."deadline" AS "deadline", x.seq AS "place", x.level_from AS "level_from", x.level_to AS "level_to", x."date" AS "date", CASE WHEN x.when_from BETWEEN -365 AND 3652059 THEN date(x.when_from + 1721424.5)
WHEN x.when_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.when_from + 5373849.5))
|| strftime('-%m-%d', x.when_from + 5373849.5)
WHEN x.when_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.when_from - 1 - ((x.when_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.when_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "when_from", x.when_from AS "when_from_day", CASE WHEN x.when_to BETWEEN -365 AND 3652059 THEN date(x.when_to + 1721424.5)
WHEN x.when_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.when_to + 5373849.5))
|| strftime('-%m-%d', x.when_to + 5373849.5)
WHEN x.when_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.when_to - 1 - ((x.when_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.when_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "when_to", x.when_to AS "when_to_day", CASE WHEN x.known_from BETWEEN -365 AND 3652059 THEN date(x.known_from + 1721424.5)
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_from + 5373849.5))
|| strftime('-%m-%d', x.known_from + 5373849.5)
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_from - 1 - ((x.known_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN -365 AND 3652059 THEN date(x.known_to + 1721424.5)
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_to + 5373849.5))
|| strftime('-%m-%d', x.known_to + 5373849.5)
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_to - 1 - ((x.known_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."event" AS "event", x."note" AS "note" FROM status_report x;

CREATE VIEW waivers AS SELECT x."deadline" AS "deadline", x.seq AS "place", CASE WHEN x.effective_from BETWEEN -365 AND 3652059 THEN date(x.effective_from + 1721424.5)
WHEN x.effective_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.effective_from + 5373849.5))
|| strftime('-%m-%d', x.effective_from + 5373849.5)
WHEN x.effective_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.effective_from - 1 - ((x.effective_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.effective_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "effective_from", x.effective_from AS "effective_from_day", CASE WHEN x.effective_to BETWEEN -365 AND 3652059 THEN date(x.effective_to + 1721424.5)
WHEN x.effective_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.effective_to + 5373849.5))
|| strftime('-%m-%d', x.effective_to + 5373849.5)
WHEN x.effective_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.effective_to - 1 - ((x.effective_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.effective_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "effective_to", x.effective_to AS "effective_to_day", CASE WHEN x.known_from BETWEEN -365 AND 3652059 THEN date(x.known_from + 1721424.5)
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_from + 5373849.5))
|| strftime('-%m-%d', x.known_from + 5373849.5)
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_from - 1 - ((x.known_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN -365 AND 3652059 THEN date(x.known_to + 1721424.5)
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_to + 5373849.5))
|| strftime('-%m-%d', x.known_to + 5373849.5)
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_to - 1 - ((x.known_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_to", x.known_to AS "known_to_day", x."basis" AS "basis", x."standing" AS "standing", x."note" AS "note" FROM waiver x;

CREATE VIEW dependencies AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."predecessor" AS "predecessor", x.lag_from AS "lag_from", x.lag_to AS "lag_to", CASE WHEN x.known_from BETWEEN -365 AND 3652059 THEN date(x.known_from + 1721424.5)
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_from + 5373849.5))
|| strftime('-%m-%d', x.known_from + 5373849.5)
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_from - 1 - ((x.known_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN -365 AND 3652059 THEN date(x.known_to + 1721424.5)
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_to + 5373849.5))
|| strftime('-%m-%d', x.known_to + 5373849.5)
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_to - 1 - ((x.known_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."note" AS "note" FROM dependency x;

CREATE VIEW horizons AS SELECT x."id" AS "id", x."title" AS "title", x."description" AS "description", x."collection" AS "collection" FROM horizon x;

CREATE VIEW horizon_dates AS SELECT x."horizon" AS "horizon", x.seq AS "place", x."date" AS "date", CASE WHEN x.when_from BETWEEN -365 AND 3652059 THEN date(x.when_from + 1721424.5)
WHEN x.when_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.when_from + 5373849.5))
|| strftime('-%m-%d', x.when_from + 5373849.5)
WHEN x.when_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.when_from - 1 - ((x.when_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.when_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "when_from", x.when_from AS "when_from_day", CASE WHEN x.when_to BETWEEN -365 AND 3652059 THEN date(x.when_to + 1721424.5)
WHEN x.when_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.when_to + 5373849.5))
|| strftime('-%m-%d', x.when_to + 5373849.5)
WHEN x.when_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.when_to - 1 - ((x.when_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.when_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "when_to", x.when_to AS "when_to_day", CASE WHEN x.known_from BETWEEN -365 AND 3652059 THEN date(x.known_from + 1721424.5)
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_from + 5373849.5))
|| strftime('-%m-%d', x.known_from + 5373849.5)
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_from - 1 - ((x.known_from - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_from - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN -365 AND 3652059 THEN date(x.known_to + 1721424.5)
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || printf('%04d', 10000 - strftime('%Y', x.known_to + 5373849.5))
|| strftime('-%m-%d', x.known_to + 5373849.5)
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || ((x.known_to - 1 - ((x.known_to - 1) % 146097 + 146097) % 146097)
/ 146097 * 400 + strftime('%Y', ((x.known_to - 1) % 146097 + 146097) % 146097 + 1721425.5)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."note" AS "note" FROM horizon_date x;

CREATE VIEW links AS SELECT x."id" AS "id", x."type" AS "type", x."origin_kind" AS "origin_kind", x."origin" AS "origin", x."target_kind" AS "target_kind", x."target" AS "target", x."note" AS "note", x."collection" AS "collection" FROM link x;

-- PostgreSQL

CREATE TABLE actor (
    num BIGSERIAL NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    description TEXT,
    date TEXT,
    CONSTRAINT actor_key PRIMARY KEY (num),
    CONSTRAINT actor_unique_id UNIQUE (id)
);

CREATE TABLE batch (
    num BIGSERIAL NOT NULL,
    recorded TEXT NOT NULL,
    author TEXT NOT NULL,
    command TEXT NOT NULL,
    reason TEXT,
    origin TEXT,
    collection TEXT,
    report TEXT,
    first_event BIGINT,
    last_event BIGINT,
    undoes BIGINT,
    seal TEXT NOT NULL,
    digest TEXT,
    CONSTRAINT batch_key PRIMARY KEY (num)
);

CREATE TABLE belonging (
    whole BIGINT NOT NULL,
    member BIGINT NOT NULL,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    CONSTRAINT belonging_key PRIMARY KEY (whole, member, start_earliest, start_latest, end_earliest, end_latest)
);

CREATE TABLE by_hand (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fate TEXT NOT NULL,
    base TEXT,
    said TEXT,
    version BIGINT,
    CONSTRAINT by_hand_key PRIMARY KEY (kind, id)
);

CREATE TABLE checkpoint (
    collection TEXT NOT NULL,
    file TEXT NOT NULL,
    size BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    CONSTRAINT checkpoint_key PRIMARY KEY (collection, file)
);

CREATE TABLE collection (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    curated SMALLINT NOT NULL,
    circa TEXT,
    CONSTRAINT collection_key PRIMARY KEY (id)
);

CREATE TABLE counted (
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    CONSTRAINT counted_key PRIMARY KEY (kind, subject)
);

CREATE TABLE day_count (
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    day BIGINT NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT day_count_key PRIMARY KEY (kind, subject, day) INCLUDE (number)
);

CREATE TABLE event (
    num BIGSERIAL NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    date_text TEXT,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    length_class SMALLINT NOT NULL,
    description TEXT,
    kind TEXT,
    place TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    confidence TEXT,
    version BIGINT,
    theme_set BIGINT,
    calendar TEXT,
    CONSTRAINT event_key PRIMARY KEY (num),
    CONSTRAINT event_unique_id UNIQUE (id)
);

CREATE INDEX event_by_length_class_start_earliest_end_latest ON event (length_class, start_earliest, end_latest);

CREATE TABLE event_actor (
    actor BIGINT NOT NULL,
    length_class SMALLINT NOT NULL,
    earliest BIGINT NOT NULL,
    event BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    start_latest BIGINT,
    end_earliest BIGINT,
    theme_set BIGINT,
    CONSTRAINT event_actor_key PRIMARY KEY (actor, length_class, earliest, event) INCLUDE (latest, start_latest, end_earliest, theme_set)
);

CREATE TABLE event_theme (
    theme BIGINT NOT NULL,
    length_class SMALLINT NOT NULL,
    earliest BIGINT NOT NULL,
    event BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    start_latest BIGINT,
    end_earliest BIGINT,
    shared SMALLINT NOT NULL,
    CONSTRAINT event_theme_key PRIMARY KEY (theme, length_class, earliest, event) INCLUDE (latest, start_latest, end_earliest, shared)
);

CREATE TABLE horizon (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    CONSTRAINT horizon_key PRIMARY KEY (id)
);

CREATE TABLE link (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    type TEXT NOT NULL,
    origin_kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    note TEXT,
    CONSTRAINT link_key PRIMARY KEY (id)
);

CREATE INDEX link_by_origin_origin_kind ON link (origin, origin_kind);

CREATE INDEX link_by_target_target_kind ON link (target, target_kind);

CREATE TABLE marked_date (
    date TEXT NOT NULL,
    earliest BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    CONSTRAINT marked_date_key PRIMARY KEY (date)
);

CREATE TABLE measure (
    num BIGSERIAL NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT measure_key PRIMARY KEY (num),
    CONSTRAINT measure_unique_name_unit UNIQUE (name, unit)
);

CREATE TABLE programme (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    description TEXT,
    observed_through BIGINT,
    tz TEXT,
    CONSTRAINT programme_key PRIMARY KEY (id)
);

CREATE TABLE redirect (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    target TEXT NOT NULL,
    CONSTRAINT redirect_key PRIMARY KEY (kind, id)
);

CREATE TABLE source (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    publisher TEXT,
    date TEXT,
    url TEXT,
    language TEXT,
    note TEXT,
    CONSTRAINT source_key PRIMARY KEY (id)
);

CREATE TABLE theme (
    num BIGSERIAL NOT NULL,
    last BIGINT NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    above TEXT,
    title TEXT NOT NULL,
    description TEXT,
    depth SMALLINT DEFAULT '0' NOT NULL,
    CONSTRAINT theme_key PRIMARY KEY (num),
    CONSTRAINT theme_unique_id UNIQUE (id)
);

CREATE TABLE theme_name (
    folded TEXT NOT NULL,
    theme TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT theme_name_key PRIMARY KEY (folded, theme)
);

CREATE TABLE theme_set (
    num BIGSERIAL NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT theme_set_key PRIMARY KEY (num),
    CONSTRAINT theme_set_unique_fingerprint UNIQUE (fingerprint)
);

CREATE TABLE theme_set_member (
    theme_set BIGINT NOT NULL,
    theme BIGINT NOT NULL,
    shared SMALLINT NOT NULL,
    CONSTRAINT theme_set_member_key PRIMARY KEY (theme_set, theme)
);

CREATE INDEX theme_set_member_by_theme_theme_set ON theme_set_member (theme, theme_set);

CREATE TABLE tombstone (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    version BIGINT,
    CONSTRAINT tombstone_key PRIMARY KEY (id)
);

CREATE TABLE actor_name (
    folded TEXT NOT NULL,
    actor BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT actor_name_key PRIMARY KEY (folded, actor),
    CONSTRAINT actor_name_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE INDEX actor_name_by_actor ON actor_name (actor);

CREATE TABLE citation (
    part TEXT NOT NULL,
    owner TEXT NOT NULL,
    item INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    source TEXT NOT NULL,
    locator TEXT,
    quote TEXT,
    CONSTRAINT citation_key PRIMARY KEY (part, owner, item, seq),
    CONSTRAINT citation_to_source_source FOREIGN KEY(source) REFERENCES source (id)
);

CREATE INDEX citation_by_source ON citation (source);

CREATE TABLE claimed_actor (
    event BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    CONSTRAINT claimed_actor_key PRIMARY KEY (event, actor),
    CONSTRAINT claimed_actor_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT claimed_actor_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE INDEX claimed_actor_by_actor ON claimed_actor (actor);

CREATE TABLE deadline (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    programme TEXT NOT NULL,
    title TEXT NOT NULL,
    force TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT,
    confidence TEXT,
    note TEXT,
    lead_from INTEGER DEFAULT '0' NOT NULL,
    lead_to INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT deadline_key PRIMARY KEY (id),
    CONSTRAINT deadline_to_programme_programme FOREIGN KEY(programme) REFERENCES programme (id)
);

CREATE TABLE event_citation (
    event BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    source TEXT NOT NULL,
    locator TEXT,
    quote TEXT,
    CONSTRAINT event_citation_key PRIMARY KEY (event, seq),
    CONSTRAINT event_citation_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT event_citation_to_source_source FOREIGN KEY(source) REFERENCES source (id)
);

CREATE INDEX event_citation_by_source_event ON event_citation (source, event);

CREATE TABLE event_claims (
    event BIGINT NOT NULL,
    verdict TEXT,
    claims TEXT,
    CONSTRAINT event_claims_key PRIMARY KEY (event),
    CONSTRAINT event_claims_to_event_event FOREIGN KEY(event) REFERENCES event (num)
);

CREATE TABLE event_measure (
    event BIGINT NOT NULL,
    measure BIGINT NOT NULL,
    value DOUBLE PRECISION,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    CONSTRAINT event_measure_key PRIMARY KEY (event, measure),
    CONSTRAINT event_measure_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT event_measure_to_measure_measure FOREIGN KEY(measure) REFERENCES measure (num)
);

CREATE TABLE horizon_date (
    horizon TEXT NOT NULL,
    seq INTEGER NOT NULL,
    when_from BIGINT NOT NULL,
    when_to BIGINT NOT NULL,
    date TEXT,
    standing TEXT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT horizon_date_key PRIMARY KEY (horizon, seq),
    CONSTRAINT horizon_date_to_horizon_horizon FOREIGN KEY(horizon) REFERENCES horizon (id)
);

CREATE TABLE membership (
    member BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    whole BIGINT NOT NULL,
    role TEXT,
    date TEXT,
    start_earliest BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    end_earliest BIGINT NOT NULL,
    end_latest BIGINT NOT NULL,
    CONSTRAINT membership_key PRIMARY KEY (member, seq),
    CONSTRAINT membership_to_actor_member FOREIGN KEY(member) REFERENCES actor (num),
    CONSTRAINT membership_to_actor_whole FOREIGN KEY(whole) REFERENCES actor (num)
);

CREATE TABLE participant (
    event BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    actor BIGINT NOT NULL,
    role TEXT,
    CONSTRAINT participant_key PRIMARY KEY (event, seq),
    CONSTRAINT participant_to_event_event FOREIGN KEY(event) REFERENCES event (num),
    CONSTRAINT participant_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE TABLE party (
    part TEXT NOT NULL,
    owner TEXT NOT NULL,
    seq INTEGER NOT NULL,
    actor BIGINT NOT NULL,
    role TEXT,
    CONSTRAINT party_key PRIMARY KEY (part, owner, seq),
    CONSTRAINT party_to_actor_actor FOREIGN KEY(actor) REFERENCES actor (num)
);

CREATE INDEX party_by_actor_part_owner ON party (actor, part, owner);

CREATE TABLE revision (
    batch BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    action TEXT NOT NULL,
    collection TEXT,
    content TEXT,
    had TEXT,
    had_collection TEXT,
    had_version BIGINT,
    had_event BIGINT,
    CONSTRAINT revision_key PRIMARY KEY (batch, seq),
    CONSTRAINT revision_to_batch_batch FOREIGN KEY(batch) REFERENCES batch (num)
);

CREATE INDEX revision_by_kind_id_batch ON revision (kind, id, batch);

CREATE TABLE source_text (
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT source_text_key PRIMARY KEY (source),
    CONSTRAINT source_text_to_source_source FOREIGN KEY(source) REFERENCES source (id)
);

CREATE TABLE deadline_theme (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    theme TEXT NOT NULL,
    CONSTRAINT deadline_theme_key PRIMARY KEY (deadline, seq),
    CONSTRAINT deadline_theme_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE dependency (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    predecessor TEXT NOT NULL,
    lag_from INTEGER DEFAULT '0' NOT NULL,
    lag_to INTEGER DEFAULT '0' NOT NULL,
    standing TEXT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT dependency_key PRIMARY KEY (deadline, seq),
    CONSTRAINT dependency_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE due_assertion (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cutoff_from BIGINT NOT NULL,
    cutoff_to BIGINT NOT NULL,
    due TEXT,
    text TEXT,
    rule TEXT,
    effective_from BIGINT,
    effective_to BIGINT,
    standing TEXT NOT NULL,
    reinstates SMALLINT NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    awaits_months INTEGER,
    awaits_days INTEGER,
    "of" TEXT,
    counting TEXT,
    CONSTRAINT due_assertion_key PRIMARY KEY (deadline, seq),
    CONSTRAINT due_assertion_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE status_report (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    level_from SMALLINT NOT NULL,
    level_to SMALLINT NOT NULL,
    when_from BIGINT NOT NULL,
    when_to BIGINT NOT NULL,
    date TEXT,
    standing TEXT NOT NULL,
    event TEXT,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT status_report_key PRIMARY KEY (deadline, seq),
    CONSTRAINT status_report_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE waiver (
    deadline TEXT NOT NULL,
    seq INTEGER NOT NULL,
    effective_from BIGINT NOT NULL,
    effective_to BIGINT NOT NULL,
    basis TEXT,
    known_from BIGINT,
    known_to BIGINT,
    standing TEXT DEFAULT 'confirmed' NOT NULL,
    note TEXT,
    CONSTRAINT waiver_key PRIMARY KEY (deadline, seq),
    CONSTRAINT waiver_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL);

CREATE INDEX event_text_by_words ON event_text USING gin (words);

CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words);

CREATE VIEW collections AS SELECT x."id" AS "id", x."title" AS "title", x."description" AS "description", x."circa" AS "circa", x.curated AS "curated" FROM collection x;

CREATE VIEW sources AS SELECT x."id" AS "id", x."title" AS "title", x."author" AS "author", x."publisher" AS "publisher", x."date" AS "date", x."url" AS "url", x."language" AS "language", x."note" AS "note", x."collection" AS "collection" FROM source x;

CREATE VIEW actors AS SELECT x."id" AS "id", x."name" AS "name", x."kind" AS "kind", x."date" AS "date", x."description" AS "description", x."collection" AS "collection" FROM actor x;

CREATE VIEW actor_names AS SELECT a.id AS "actor", x.seq AS "place", x."name" AS "name", x."folded" AS "folded" FROM actor_name x JOIN actor a ON a.num = x.actor;

CREATE VIEW memberships AS SELECT a.id AS "member", x.seq AS "place", w.id AS "whole", x."role" AS "role", x."date" AS "date", CASE WHEN x.start_earliest BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.start_earliest - 1 AS INT), 'YYYY-MM-DD')
WHEN x.start_earliest BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.start_earliest + 146096 AS INT), '-MM-DD')
WHEN x.start_earliest BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.start_earliest + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.start_earliest + 3652424 AS INT), '-MM-DD')
WHEN x.start_earliest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.start_earliest - 1 - mod(mod(x.start_earliest - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.start_earliest - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "matches_from", CASE WHEN x.end_latest BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.end_latest - 1 AS INT), 'YYYY-MM-DD')
WHEN x.end_latest BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.end_latest + 146096 AS INT), '-MM-DD')
WHEN x.end_latest BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.end_latest + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.end_latest + 3652424 AS INT), '-MM-DD')
WHEN x.end_latest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.end_latest - 1 - mod(mod(x.end_latest - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.end_latest - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "matches_to", x.start_earliest AS "start_earliest", x.start_latest AS "start_latest", x.end_earliest AS "end_earliest", x.end_latest AS "end_latest" FROM membership x JOIN actor a ON a.num = x.member JOIN actor w ON w.num = x.whole;

CREATE VIEW themes AS SELECT x."id" AS "id", x."title" AS "title", x.above AS "parent", p.path AS "path", x.depth AS "depth", x.num AS "number", x.last AS "last", x."description" AS "description", x."collection" AS "collection" FROM theme x LEFT JOIN (WITH RECURSIVE above (id, path) AS (
SELECT id, id FROM theme WHERE theme.above IS NULL
UNION ALL SELECT t.id, a.path || ' > ' || t.id FROM theme t JOIN above a ON t.above = a.id
) SELECT id, path FROM above) p ON p.id = x.id;

CREATE VIEW events AS SELECT e."id" AS "id", e."date" AS "date", e."date_text" AS "date_text", CASE WHEN coalesce(m.earliest, e.start_earliest) BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(coalesce(m.earliest, e.start_earliest) - 1 AS INT), 'YYYY-MM-DD')
WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(coalesce(m.earliest, e.start_earliest) + 146096 AS INT), '-MM-DD')
WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(coalesce(m.earliest, e.start_earliest) + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(coalesce(m.earliest, e.start_earliest) + 3652424 AS INT), '-MM-DD')
WHEN coalesce(m.earliest, e.start_earliest) BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(coalesce(m.earliest, e.start_earliest) - 1 - mod(mod(coalesce(m.earliest, e.start_earliest) - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(coalesce(m.earliest, e.start_earliest) - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "earliest", CASE WHEN coalesce(m.latest, e.end_latest) BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(coalesce(m.latest, e.end_latest) - 1 AS INT), 'YYYY-MM-DD')
WHEN coalesce(m.latest, e.end_latest) BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(coalesce(m.latest, e.end_latest) + 146096 AS INT), '-MM-DD')
WHEN coalesce(m.latest, e.end_latest) BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(coalesce(m.latest, e.end_latest) + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(coalesce(m.latest, e.end_latest) + 3652424 AS INT), '-MM-DD')
WHEN coalesce(m.latest, e.end_latest) BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(coalesce(m.latest, e.end_latest) - 1 - mod(mod(coalesce(m.latest, e.end_latest) - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(coalesce(m.latest, e.end_latest) - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "latest", e."title" AS "title", e."description" AS "description", e."kind" AS "kind", e."place" AS "place", e."latitude" AS "latitude", e."longitude" AS "longitude", e."confidence" AS "confidence", e.calendar AS "calendar", e."collection" AS "collection", coalesce(m.earliest, e.start_earliest) AS "earliest_day", coalesce(m.latest, e.end_latest) AS "latest_day", CASE WHEN e.start_earliest BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(e.start_earliest - 1 AS INT), 'YYYY-MM-DD')
WHEN e.start_earliest BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(e.start_earliest + 146096 AS INT), '-MM-DD')
WHEN e.start_earliest BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(e.start_earliest + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(e.start_earliest + 3652424 AS INT), '-MM-DD')
WHEN e.start_earliest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(e.start_earliest - 1 - mod(mod(e.start_earliest - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(e.start_earliest - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "matches_from", CASE WHEN e.end_latest BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(e.end_latest - 1 AS INT), 'YYYY-MM-DD')
WHEN e.end_latest BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(e.end_latest + 146096 AS INT), '-MM-DD')
WHEN e.end_latest BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(e.end_latest + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(e.end_latest + 3652424 AS INT), '-MM-DD')
WHEN e.end_latest BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(e.end_latest - 1 - mod(mod(e.end_latest - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(e.end_latest - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "matches_to", e.start_earliest AS "start_earliest", e.start_latest AS "start_latest", e.end_earliest AS "end_earliest", e.end_latest AS "end_latest", CASE e.length_class WHEN 5 THEN 1 ELSE 0 END AS "gapped", c.verdict AS "verdict" FROM event e LEFT JOIN marked_date m ON m.date = e.date
LEFT JOIN event_claims c ON c.event = e.num;

CREATE VIEW event_actors AS SELECT e.id AS "event", x.seq AS "place", a.id AS "actor", a."name" AS "name", x."role" AS "role" FROM participant x JOIN event e ON e.num = x.event JOIN actor a ON a.num = x.actor;

CREATE VIEW event_themes AS SELECT e.id AS "event", t.num AS "number", t.id AS "theme", t."title" AS "title" FROM event e JOIN theme_set_member s ON s.theme_set = e.theme_set JOIN theme t ON t.num = s.theme;

CREATE VIEW measures AS SELECT e.id AS "event", n."name" AS "name", x.value AS "value", x.low AS "low", x.high AS "high", nullif(n.unit, '') AS "unit" FROM event_measure x JOIN event e ON e.num = x.event JOIN measure n ON n.num = x.measure;

CREATE VIEW citations AS SELECT x."part" AS "part", x."id" AS "id", x.item AS "item", x.seq AS "place", x."source" AS "source", x."locator" AS "locator", x."quote" AS "quote" FROM (SELECT 'event' AS part, e.id, 0 AS item, x.seq, x.source, x.locator, x.quote
FROM event_citation x JOIN event e ON e.num = x.event
UNION ALL SELECT part, owner, item, seq, source, locator, quote FROM citation) x;

CREATE VIEW parties AS SELECT x."part" AS "part", x.owner AS "id", x.seq AS "place", a.id AS "actor", a."name" AS "name", x."role" AS "role" FROM party x JOIN actor a ON a.num = x.actor;

CREATE VIEW programmes AS SELECT x."id" AS "id", x."title" AS "title", x."date" AS "date", x."description" AS "description", CASE WHEN x.observed_through BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.observed_through - 1 AS INT), 'YYYY-MM-DD')
WHEN x.observed_through BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.observed_through + 146096 AS INT), '-MM-DD')
WHEN x.observed_through BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.observed_through + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.observed_through + 3652424 AS INT), '-MM-DD')
WHEN x.observed_through BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.observed_through - 1 - mod(mod(x.observed_through - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.observed_through - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "observed_through", x.observed_through AS "observed_through_day", x."tz" AS "tz", x."collection" AS "collection" FROM programme x;

CREATE VIEW deadlines AS SELECT x."id" AS "id", x."programme" AS "programme", x."item" AS "item", x."title" AS "title", x."force" AS "force", x."kind" AS "kind", x."confidence" AS "confidence", x."note" AS "note", x.lead_from AS "lead_from", x.lead_to AS "lead_to", x."collection" AS "collection" FROM deadline x;

CREATE VIEW deadline_themes AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."theme" AS "theme", t.title AS "title" FROM deadline_theme x LEFT JOIN theme t ON t.id = x.theme;

CREATE VIEW due_dates AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."kind" AS "kind", x."due" AS "due", x."text" AS "text", x."rule" AS "rule", CASE WHEN x.cutoff_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.cutoff_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.cutoff_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.cutoff_from + 146096 AS INT), '-MM-DD')
WHEN x.cutoff_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.cutoff_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.cutoff_from + 3652424 AS INT), '-MM-DD')
WHEN x.cutoff_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.cutoff_from - 1 - mod(mod(x.cutoff_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.cutoff_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "cutoff_from", x.cutoff_from AS "cutoff_from_day", CASE WHEN x.cutoff_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.cutoff_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.cutoff_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.cutoff_to + 146096 AS INT), '-MM-DD')
WHEN x.cutoff_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.cutoff_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.cutoff_to + 3652424 AS INT), '-MM-DD')
WHEN x.cutoff_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.cutoff_to - 1 - mod(mod(x.cutoff_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.cutoff_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "cutoff_to", x.cutoff_to AS "cutoff_to_day", CASE WHEN x.effective_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.effective_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.effective_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.effective_from + 146096 AS INT), '-MM-DD')
WHEN x.effective_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.effective_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.effective_from + 3652424 AS INT), '-MM-DD')
WHEN x.effective_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.effective_from - 1 - mod(mod(x.effective_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.effective_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "effective_from", x.effective_from AS "effective_from_day", CASE WHEN x.effective_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.effective_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.effective_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.effective_to + 146096 AS INT), '-MM-DD')
WHEN x.effective_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.effective_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.effective_to + 3652424 AS INT), '-MM-DD')
WHEN x.effective_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.effective_to - 1 - mod(mod(x.effective_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.effective_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "effective_to", x.effective_to AS "effective_to_day", CASE WHEN x.known_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_from + 146096 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_from + 3652424 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_from - 1 - mod(mod(x.known_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_to + 146096 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_to + 3652424 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_to - 1 - mod(mod(x.known_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x.reinstates AS "reinstates", x.awaits_months AS "awaits_months", x.awaits_days AS "awaits_days", x."of" AS "of", x."counting" AS "counting", x."note" AS "note" FROM due_assertion x;

CREATE VIEW reports AS SELECT x."deadline" AS "deadline", x.seq AS "place", x.level_from AS "level_from", x.level_to AS "level_to", x."date" AS "date", CASE WHEN x.when_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.when_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.when_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.when_from + 146096 AS INT), '-MM-DD')
WHEN x.when_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.when_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.when_from + 3652424 AS INT), '-MM-DD')
WHEN x.when_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.when_from - 1 - mod(mod(x.when_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.when_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "when_from", x.when_from AS "when_from_day", CASE WHEN x.when_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.when_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.when_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.when_to + 146096 AS INT), '-MM-DD')
WHEN x.when_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.when_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.when_to + 3652424 AS INT), '-MM-DD')
WHEN x.when_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.when_to - 1 - mod(mod(x.when_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.when_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "when_to", x.when_to AS "when_to_day", CASE WHEN x.known_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_from + 146096 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_from + 3652424 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_from - 1 - mod(mod(x.known_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_to + 146096 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_to + 3652424 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_to - 1 - mod(mod(x.known_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."event" AS "event", x."note" AS "note" FROM status_report x;

CREATE VIEW waivers AS SELECT x."deadline" AS "deadline", x.seq AS "place", CASE WHEN x.effective_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.effective_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.effective_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.effective_from + 146096 AS INT), '-MM-DD')
WHEN x.effective_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.effective_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.effective_from + 3652424 AS INT), '-MM-DD')
WHEN x.effective_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.effective_from - 1 - mod(mod(x.effective_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.effective_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "effective_from", x.effective_from AS "effective_from_day", CASE WHEN x.effective_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.effective_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.effective_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.effective_to + 146096 AS INT), '-MM-DD')
WHEN x.effective_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.effective_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.effective_to + 3652424 AS INT), '-MM-DD')
WHEN x.effective_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.effective_to - 1 - mod(mod(x.effective_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.effective_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "effective_to", x.effective_to AS "effective_to_day", CASE WHEN x.known_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_from + 146096 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_from + 3652424 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_from - 1 - mod(mod(x.known_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_to + 146096 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_to + 3652424 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_to - 1 - mod(mod(x.known_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_to", x.known_to AS "known_to_day", x."basis" AS "basis", x."standing" AS "standing", x."note" AS "note" FROM waiver x;

CREATE VIEW dependencies AS SELECT x."deadline" AS "deadline", x.seq AS "place", x."predecessor" AS "predecessor", x.lag_from AS "lag_from", x.lag_to AS "lag_to", CASE WHEN x.known_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_from + 146096 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_from + 3652424 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_from - 1 - mod(mod(x.known_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_to + 146096 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_to + 3652424 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_to - 1 - mod(mod(x.known_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."note" AS "note" FROM dependency x;

CREATE VIEW horizons AS SELECT x."id" AS "id", x."title" AS "title", x."description" AS "description", x."collection" AS "collection" FROM horizon x;

CREATE VIEW horizon_dates AS SELECT x."horizon" AS "horizon", x.seq AS "place", x."date" AS "date", CASE WHEN x.when_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.when_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.when_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.when_from + 146096 AS INT), '-MM-DD')
WHEN x.when_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.when_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.when_from + 3652424 AS INT), '-MM-DD')
WHEN x.when_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.when_from - 1 - mod(mod(x.when_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.when_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "when_from", x.when_from AS "when_from_day", CASE WHEN x.when_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.when_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.when_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.when_to + 146096 AS INT), '-MM-DD')
WHEN x.when_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.when_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.when_to + 3652424 AS INT), '-MM-DD')
WHEN x.when_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.when_to - 1 - mod(mod(x.when_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.when_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "when_to", x.when_to AS "when_to_day", CASE WHEN x.known_from BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_from - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_from BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_from + 146096 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_from + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_from + 3652424 AS INT), '-MM-DD')
WHEN x.known_from BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_from - 1 - mod(mod(x.known_from - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_from - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_from", x.known_from AS "known_from_day", CASE WHEN x.known_to BETWEEN 1 AND 3652059 THEN to_char(DATE '0001-01-01' + CAST(x.known_to - 1 AS INT), 'YYYY-MM-DD')
WHEN x.known_to BETWEEN -365 AND 0 THEN '0000' || to_char(DATE '0001-01-01' + CAST(x.known_to + 146096 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -3652424 AND -366 THEN '-' || lpad(CAST(10000 - CAST(date_part('year', DATE '0001-01-01'
+ CAST(x.known_to + 3652424 AS INT)) AS INT) AS TEXT), 4, '0')
|| to_char(DATE '0001-01-01' + CAST(x.known_to + 3652424 AS INT), '-MM-DD')
WHEN x.known_to BETWEEN -4503599627370495 AND 4503599627370495 THEN 'Y' || (
(x.known_to - 1 - mod(mod(x.known_to - 1, 146097) + 146097, 146097)) / 146097 * 400
+ CAST(date_part('year', DATE '0001-01-01' + CAST(mod(mod(x.known_to - 1, 146097) + 146097, 146097) AS INT)) AS INT)) END AS "known_to", x.known_to AS "known_to_day", x."standing" AS "standing", x."note" AS "note" FROM horizon_date x;

CREATE VIEW links AS SELECT x."id" AS "id", x."type" AS "type", x."origin_kind" AS "origin_kind", x."origin" AS "origin", x."target_kind" AS "target_kind", x."target" AS "target", x."note" AS "note", x."collection" AS "collection" FROM link x;
