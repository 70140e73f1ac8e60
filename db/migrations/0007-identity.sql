-- Who the people of a transaction are: how each was authenticated, numbers issued later, and what the clerk knew when the same person had an
-- open dossier of the same procedure. Rows are only added: a later check stands beside the one it settles.

CREATE TABLE identity_check (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  occasion TEXT NOT NULL CHECK (occasion IN ('reception', 'hand-over', 'later')),
  role TEXT NOT NULL CHECK (role IN ('submitter', 'receiver')),
  -- Whom: the name as it stood then.
  name TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('portal', 'vneid', 'chip', 'card-qr', 'card-back', 'paper', 'none')),
  note TEXT,
  settles TEXT UNIQUE REFERENCES identity_check (id),
  checked_at TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK ((occasion = 'later') = (settles IS NOT NULL)),
  CHECK (settles IS NULL OR method <> 'none')
) STRICT;

CREATE INDEX identity_check_by_dossier ON identity_check (dossier_id, checked_at);
CREATE INDEX identity_check_none ON identity_check (checked_at) WHERE method = 'none';

-- A number that a person of a dossier was given later: a newborn's, a card's in the place of none. The party holds it from then on.
CREATE TABLE linked_number (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'submitter', 'authoriser', 'receiver')),
  before TEXT NOT NULL CHECK (json_valid(before)),
  kind TEXT NOT NULL CHECK (kind IN ('citizen', 'old-card', 'passport')),
  number TEXT NOT NULL,
  paper TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  linked_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX linked_number_by_dossier ON linked_number (dossier_id, linked_at);

-- A dossier received although another of the same person and procedure was open, with the clerk's reason where one was given.
CREATE TABLE repeated_dossier (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  other_id TEXT NOT NULL REFERENCES dossier (id),
  reason TEXT,
  PRIMARY KEY (dossier_id, other_id),
  CHECK (dossier_id <> other_id)
) STRICT, WITHOUT ROWID;

-- The number before, as a card names it: who was recorded with either is found by both.
ALTER TABLE dossier_party ADD COLUMN old_number TEXT;
CREATE INDEX dossier_party_by_old_number ON dossier_party (old_number) WHERE old_number IS NOT NULL;
