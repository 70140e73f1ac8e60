-- The procedures of a linked group, of one intake: each with its agency, code, clock and outcome.

CREATE TABLE linked_child (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  -- Its place in the catalogue's list of the group.
  position INTEGER NOT NULL CHECK (position >= 0),
  code TEXT NOT NULL UNIQUE,
  -- Null where the agency's procedure has no national code in the catalogue.
  procedure_code TEXT,
  name TEXT NOT NULL,
  agency TEXT NOT NULL CHECK (agency IN ('here', 'police', 'province', 'social-insurance')),
  starts_after TEXT NOT NULL CHECK (starts_after IN ('reception', 'first-result')),
  limit_terms TEXT NOT NULL CHECK (json_valid(limit_terms)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'dropped')),
  -- Its clock; while it waits, the appointment is the expected one. Null where no limit is published.
  started_at TEXT,
  due TEXT,
  due_at TEXT,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- What came: number and date of its result, or why it was refused.
  outcome TEXT,
  UNIQUE (dossier_id, position),
  CHECK ((started_at IS NULL) = (state IN ('waiting', 'dropped'))),
  CHECK ((due IS NULL) = (due_at IS NULL)),
  CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'refused'))),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
