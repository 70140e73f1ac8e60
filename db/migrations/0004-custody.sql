-- The rest of a dossier's life: a wrong intake made void, a limit made longer, a lost slip, a result sent back for correction, a hand-over by
-- post or electronically; originals that the office keeps, and paper files that go to other units. Tables with closed
-- lists are built anew with the longer lists.

CREATE TABLE dossier_new (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  code_rule TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  case_name TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  processing_owner TEXT NOT NULL CHECK (processing_owner IN ('here', 'police', 'province')),
  state TEXT NOT NULL CHECK (state IN ('registered', 'received', 'refused', 'processing', 'supplement-asked', 'payment-asked', 'withdrawn', 'stopped', 'result-in', 'returned', 'voided')),
  channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'post')),
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES app_user (id),
  starts_at TEXT NOT NULL,
  due TEXT NOT NULL,
  due_at TEXT NOT NULL,
  deadline_engine INTEGER NOT NULL,
  explanation TEXT NOT NULL CHECK (json_valid(explanation)),
  -- The rest of what it was accepted under: limit, delivery, request, sets, other papers, fees, authority, notices.
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  updated_at TEXT NOT NULL
) STRICT;
INSERT INTO dossier_new (id, code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel,
  received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at)
SELECT id, code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel,
  received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at FROM dossier;
DROP TABLE dossier;
ALTER TABLE dossier_new RENAME TO dossier;
CREATE INDEX dossier_by_state ON dossier (state, due_at);
CREATE INDEX dossier_by_reception ON dossier (received_at DESC);

CREATE TABLE dossier_step_new (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('supplement', 'payment', 'stop', 'withdrawal', 'refusal', 'reappointment', 'extension', 'result-sent-back', 'slip-lost', 'void')),
  -- What was said: items, reason, notice, amount, article; the schema of the kind.
  details TEXT NOT NULL CHECK (json_valid(details)),
  begun_at TEXT NOT NULL,
  begun_by TEXT NOT NULL REFERENCES app_user (id),
  due_before TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- What was brought or proved.
  brought TEXT,
  due_after TEXT,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (ended_at IS NULL OR kind IN ('supplement', 'payment', 'stop')),
  CHECK (due_after IS NULL OR kind IN ('reappointment', 'extension') OR ended_at IS NOT NULL)
) STRICT;
INSERT INTO dossier_step_new (id, dossier_id, kind, details, begun_at, begun_by, due_before, ended_at, ended_by, brought, due_after)
SELECT id, dossier_id, kind, details, begun_at, begun_by, due_before, ended_at, ended_by, brought, due_after FROM dossier_step;
DROP TABLE dossier_step;
ALTER TABLE dossier_step_new RENAME TO dossier_step;
CREATE INDEX dossier_step_by_dossier ON dossier_step (dossier_id, begun_at);
-- A dossier waits for one thing at a time.
CREATE UNIQUE INDEX dossier_step_pending ON dossier_step (dossier_id) WHERE ended_at IS NULL AND kind IN ('supplement', 'payment', 'stop');
CREATE UNIQUE INDEX dossier_step_reappointed_once ON dossier_step (dossier_id) WHERE kind = 'reappointment';
CREATE UNIQUE INDEX dossier_step_voided_once ON dossier_step (dossier_id) WHERE kind = 'void';

-- A result that was sent back for correction stays; the next one takes its place.
CREATE TABLE dossier_result_new (
  id INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  description TEXT NOT NULL,
  sha256 TEXT REFERENCES blob (sha256),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES app_user (id),
  sent_back_at TEXT
) STRICT;
INSERT INTO dossier_result_new (dossier_id, description, sha256, recorded_at, recorded_by)
SELECT dossier_id, description, sha256, recorded_at, recorded_by FROM dossier_result ORDER BY recorded_at, dossier_id;
DROP TABLE dossier_result;
ALTER TABLE dossier_result_new RENAME TO dossier_result;
CREATE UNIQUE INDEX dossier_result_current ON dossier_result (dossier_id) WHERE sent_back_at IS NULL;

-- How a result went: to a person at the window, by post, or electronically; the last two are acknowledged later.
CREATE TABLE hand_over_new (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  way TEXT NOT NULL CHECK (way IN ('window', 'post', 'electronic')),
  basis TEXT NOT NULL CHECK (basis IN ('owner', 'submitter', 'receiver', 'authorised')),
  receiver TEXT NOT NULL CHECK (json_valid(receiver)),
  -- The other party, where the result belongs to two.
  together TEXT CHECK (together IS NULL OR json_valid(together)),
  paper TEXT,
  -- By post: who carries it and under which number; electronically: where it was sent.
  carrier TEXT,
  tracking TEXT,
  handed_at TEXT NOT NULL,
  handed_by TEXT NOT NULL REFERENCES app_user (id),
  acknowledged_on TEXT,
  acknowledgement TEXT,
  acknowledged_by TEXT REFERENCES app_user (id),
  CHECK (basis <> 'authorised' OR paper IS NOT NULL),
  CHECK ((way = 'window') = (tracking IS NULL)),
  CHECK (way = 'post' OR carrier IS NULL),
  CHECK ((acknowledged_on IS NULL) = (acknowledged_by IS NULL)),
  CHECK (acknowledged_on IS NULL OR way <> 'window'),
  CHECK (together IS NULL OR way = 'window')
) STRICT, WITHOUT ROWID;
INSERT INTO hand_over_new (dossier_id, way, basis, receiver, paper, handed_at, handed_by)
SELECT dossier_id, 'window', basis, receiver, paper, handed_at, handed_by FROM hand_over;
DROP TABLE hand_over;
ALTER TABLE hand_over_new RENAME TO hand_over;

-- An original that the office keeps: where it lies, who answers for it, what for; and how it went back.
CREATE TABLE kept_original (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  component_id TEXT,
  name TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  place TEXT NOT NULL,
  holder TEXT NOT NULL,
  purpose TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  kept_by TEXT NOT NULL REFERENCES app_user (id),
  back_at TEXT,
  back_by TEXT REFERENCES app_user (id),
  back_to TEXT,
  -- The receiver signed a paper, or the clerk noted why there is no signature.
  signature TEXT CHECK (signature IN ('paper', 'note')),
  back_note TEXT,
  CHECK ((back_at IS NULL) = (back_by IS NULL) AND (back_at IS NULL) = (back_to IS NULL) AND (back_at IS NULL) = (signature IS NULL)),
  CHECK (signature IS NULL OR signature = 'paper' OR back_note IS NOT NULL),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;
CREATE INDEX kept_original_by_dossier ON kept_original (dossier_id);
CREATE INDEX kept_original_out ON kept_original (kept_at) WHERE back_at IS NULL;

-- A handing over of paper files to a unit (biên bản bàn giao): a number of its year that is never given again, and the paper that was printed.
CREATE TABLE transfer (
  id TEXT PRIMARY KEY,
  year TEXT NOT NULL CHECK (length(year) = 4),
  number INTEGER NOT NULL CHECK (number >= 1),
  unit TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  prepared_by TEXT NOT NULL REFERENCES app_user (id),
  UNIQUE (year, number)
) STRICT;

-- One file in it with its counts; given when its code was read here, taken when it was read on the other side.
CREATE TABLE transfer_item (
  transfer_id TEXT NOT NULL REFERENCES transfer (id),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  original INTEGER NOT NULL CHECK (original >= 0),
  certified INTEGER NOT NULL CHECK (certified >= 0),
  photocopy INTEGER NOT NULL CHECK (photocopy >= 0),
  given_at TEXT,
  given_by TEXT REFERENCES app_user (id),
  taken_at TEXT,
  taken_by TEXT REFERENCES app_user (id),
  -- Who took it on the other side.
  taker TEXT,
  left_out_at TEXT,
  PRIMARY KEY (transfer_id, dossier_id),
  CHECK ((given_at IS NULL) = (given_by IS NULL)),
  CHECK ((taken_at IS NULL) = (taken_by IS NULL) AND (taken_at IS NULL) = (taker IS NULL)),
  CHECK (taken_at IS NULL OR given_at IS NOT NULL),
  CHECK (left_out_at IS NULL OR given_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_item_by_dossier ON transfer_item (dossier_id);
-- A file is on the way to one unit at a time.
CREATE UNIQUE INDEX transfer_item_open ON transfer_item (dossier_id) WHERE taken_at IS NULL AND left_out_at IS NULL;
