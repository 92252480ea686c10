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
    theme_set BIGINT,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
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
    depth SMALLINT DEFAULT '0' NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    above TEXT,
    title TEXT NOT NULL,
    description TEXT,
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
    awaits_months INTEGER,
    awaits_days INTEGER,
    "of" TEXT,
    counting TEXT,
    known_from BIGINT,
    known_to BIGINT,
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
    standing TEXT DEFAULT 'confirmed' NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT waiver_key PRIMARY KEY (deadline, seq),
    CONSTRAINT waiver_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE VIRTUAL TABLE event_text USING fts5(words, place_words, content='', tokenize='ascii');

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
    theme_set BIGINT,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
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
    depth SMALLINT DEFAULT '0' NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    above TEXT,
    title TEXT NOT NULL,
    description TEXT,
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
    awaits_months INTEGER,
    awaits_days INTEGER,
    "of" TEXT,
    counting TEXT,
    known_from BIGINT,
    known_to BIGINT,
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
    standing TEXT DEFAULT 'confirmed' NOT NULL,
    note TEXT,
    known_from BIGINT,
    known_to BIGINT,
    CONSTRAINT waiver_key PRIMARY KEY (deadline, seq),
    CONSTRAINT waiver_to_deadline_deadline FOREIGN KEY(deadline) REFERENCES deadline (id)
);

CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL);

CREATE INDEX event_text_by_words ON event_text USING gin (words);

CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words);
