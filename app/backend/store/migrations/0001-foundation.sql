-- SPDX-License-Identifier: EUPL-1.2
-- One text for SQLite and PostgreSQL. Instants are microseconds since the epoch, UTC; booleans 0 and 1.

CREATE TABLE organization (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  default_language TEXT NOT NULL,
  privacy_notice_version TEXT NOT NULL,
  privacy_notice TEXT NOT NULL,
  lead_minutes BIGINT NOT NULL,
  horizon_days BIGINT NOT NULL,
  -- 1 where every office receives at every hour and a slot may begin now: the demonstration.
  always_open BIGINT NOT NULL
);

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  address TEXT,
  telephone TEXT,
  email TEXT,
  desks BIGINT NOT NULL CHECK (desks BETWEEN 0 AND 64)
);

-- Wall-clock minutes since midnight; weekday 1 is Monday.
CREATE TABLE opening_hours (
  office_id TEXT NOT NULL REFERENCES office (id),
  weekday BIGINT NOT NULL,
  from_minute BIGINT NOT NULL,
  until_minute BIGINT NOT NULL,
  desks BIGINT NOT NULL,
  PRIMARY KEY (office_id, weekday, from_minute)
);

-- office_id '' is every office.
CREATE TABLE closure (
  office_id TEXT NOT NULL,
  date TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (office_id, date)
);

-- Holidays by rule: a date every year, or days from Easter Sunday.
CREATE TABLE holiday (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  month BIGINT,
  day BIGINT,
  easter_offset BIGINT
);

CREATE TABLE service (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL REFERENCES office (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  keywords TEXT NOT NULL,
  prefix TEXT NOT NULL,
  minutes BIGINT NOT NULL,
  buffer_minutes BIGINT NOT NULL,
  target_wait_minutes BIGINT NOT NULL,
  channels TEXT NOT NULL,
  bookable BIGINT NOT NULL,
  walk_in BIGINT NOT NULL
);

CREATE TABLE requirement (
  service_id TEXT NOT NULL REFERENCES service (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  necessary BIGINT NOT NULL,
  PRIMARY KEY (service_id, position)
);

CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  name TEXT NOT NULL
);

CREATE TABLE operator_office (
  operator_id TEXT NOT NULL REFERENCES operator (id),
  office_id TEXT NOT NULL REFERENCES office (id),
  PRIMARY KEY (operator_id, office_id)
);

CREATE TABLE operator_service (
  operator_id TEXT NOT NULL REFERENCES operator (id),
  service_id TEXT NOT NULL REFERENCES service (id),
  PRIMARY KEY (operator_id, service_id)
);

-- The desk of an operator. visit_id is who is called, served or wrapped up there.
CREATE TABLE desk (
  operator_id TEXT PRIMARY KEY REFERENCES operator (id),
  state TEXT NOT NULL,
  state_since BIGINT NOT NULL,
  reason TEXT,
  visit_id TEXT,
  call_id TEXT
);

-- Who comes, whether booked or not. The appointment and the ticket of a visit carry its id.
CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL REFERENCES office (id),
  service_id TEXT NOT NULL REFERENCES service (id),
  channel TEXT NOT NULL,
  name TEXT NOT NULL,
  surname TEXT NOT NULL,
  email TEXT,
  address TEXT,
  telephone TEXT,
  codice_fiscale TEXT,
  reason TEXT,
  consent TEXT NOT NULL,
  language TEXT NOT NULL,
  assistance BIGINT NOT NULL,
  notes TEXT,
  outcome TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX visit_email ON visit (lower(email));

CREATE TABLE hold (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  lane BIGINT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX hold_expires ON hold (expires_at);

CREATE TABLE appointment (
  visit_id TEXT PRIMARY KEY REFERENCES visit (id),
  code TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  lane BIGINT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  cancel_reason TEXT
);
CREATE INDEX appointment_start ON appointment (start_at);
CREATE INDEX appointment_booked ON appointment (start_at) WHERE state = 'booked';

-- Occupation: the primary key is what makes a double booking impossible. tick is a five-minute step
-- since the epoch; holder is a hold's or a visit's id. A row counts until free_at (0: for good).
CREATE TABLE occupation (
  office_id TEXT NOT NULL,
  lane BIGINT NOT NULL,
  tick BIGINT NOT NULL,
  holder TEXT NOT NULL,
  free_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, lane, tick)
);
CREATE INDEX occupation_holder ON occupation (holder);
CREATE INDEX occupation_free_at ON occupation (free_at) WHERE free_at > 0;

CREATE TABLE ticket (
  visit_id TEXT PRIMARY KEY REFERENCES visit (id),
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  state_since BIGINT NOT NULL,
  office_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  arrived_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  recalls BIGINT NOT NULL,
  why_next TEXT,
  operator_id TEXT,
  call_id TEXT
);
CREATE INDEX ticket_office_state ON ticket (office_id, state);
CREATE INDEX ticket_service_state ON ticket (service_id, state, state_since);

-- The last number given to a prefix on a local day.
CREATE TABLE ticket_counter (
  office_id TEXT NOT NULL,
  prefix TEXT NOT NULL,
  date TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (office_id, prefix, date)
);

-- A visit's life: one row a state, with its beginning and end (NULL: still).
CREATE TABLE visit_interval (
  visit_id TEXT NOT NULL REFERENCES visit (id),
  begin_at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  state TEXT NOT NULL,
  end_at BIGINT,
  operator_id TEXT,
  PRIMARY KEY (visit_id, position)
);
CREATE INDEX visit_interval_state ON visit_interval (state, begin_at);

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit (id),
  operator_id TEXT NOT NULL REFERENCES operator (id),
  state TEXT NOT NULL,
  ending TEXT,
  channel TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  rang_at BIGINT NOT NULL,
  ring_until BIGINT NOT NULL,
  answered_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX call_visit ON call (visit_id);
CREATE INDEX call_ringing ON call (ring_until) WHERE state = 'ringing';

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit (id),
  party TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at BIGINT NOT NULL
);
CREATE INDEX message_visit ON message (visit_id, sent_at);

-- wrapped_key is the document's own key under the master key; erasing it erases the document.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit (id),
  party TEXT NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT,
  size BIGINT NOT NULL,
  received BIGINT NOT NULL,
  sha256 TEXT,
  wrapped_key BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX document_visit ON document (visit_id, created_at);

CREATE TABLE document_chunk (
  document_id TEXT NOT NULL REFERENCES document (id),
  start BIGINT NOT NULL,
  length BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (document_id, start)
);

-- Bearer tokens, hashed. subject is a hold's, a visit's or an operator's id. idle_seconds 0: no idle
-- limit; expires_at is absolute.
CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  idle_seconds BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX token_subject ON token (subject);
CREATE INDEX token_expires ON token (expires_at);

-- What the streams read. visit_id and operator_id say who sees it beside the operators of the office;
-- audience: 'visit' (citizen of the visit and operators of the office), 'citizen', 'operator' (the one
-- named), 'office' (operators of the office). data is the JSON of an Event.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,
  office_id TEXT,
  visit_id TEXT,
  operator_id TEXT,
  data TEXT NOT NULL
);
CREATE INDEX event_visit ON event (visit_id, id);

CREATE TABLE idempotency (
  key TEXT NOT NULL,
  route TEXT NOT NULL,
  caller TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  answer TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (key, route, caller)
);

-- Mail still to be sent and sent, written in the transaction of what it tells.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  next_try_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  sent_at BIGINT,
  last_error TEXT,
  -- What the message needs that is not kept elsewhere: the visit's token, sealed.
  secret BYTEA
);
CREATE INDEX outbox_due ON outbox (next_try_at) WHERE sent_at IS NULL;
