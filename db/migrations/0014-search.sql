-- Search over every dossier: one entry each, and a full-text index that also holds what is filtered by. Everything stays inside this encrypted file.

CREATE TABLE search_entry (
  -- The place in the order of reception: minutes times 16, and the next free number after it. The index's rows have the same numbers.
  seq INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL UNIQUE REFERENCES dossier (id),
  -- What can be found, in lower case with its marks: codes, names, numbers, addresses, procedure, request.
  text TEXT NOT NULL
) STRICT;

-- The folded words of an entry, and one private letter for its state, processing owner, procedure and clerk. Words are kept by no other table
-- of the index; prefixes up to six letters have lists of their own, so that a word half typed costs as little as a whole one.
CREATE VIRTUAL TABLE dossier_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

-- Dossiers whose entry must be written anew. The triggers note every change, whoever makes it, and the transaction that makes it works the list
-- off; the backlog of a new or forgotten index is worked off beside the work, the newest first.
CREATE TABLE search_due (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  backlog INTEGER NOT NULL DEFAULT 0 CHECK (backlog IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX search_due_in_order ON search_due (backlog, dossier_id);

CREATE TRIGGER search_after_dossier AFTER INSERT ON dossier
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_dossier_change AFTER UPDATE OF code, procedure_code, procedure_name, case_name, processing_owner, state, received_at, received_by, terms ON dossier
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_party AFTER INSERT ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_party_change AFTER UPDATE ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_party_gone AFTER DELETE ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (OLD.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_other_code AFTER INSERT ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_other_code_gone AFTER DELETE ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (OLD.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_linked_child AFTER INSERT ON linked_child
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

-- Results that were sent and are still to be acknowledged: a handful among all that were ever handed over.
CREATE INDEX hand_over_unacknowledged ON hand_over (handed_at) WHERE way <> 'window' AND acknowledged_on IS NULL;

INSERT INTO search_due (dossier_id, backlog) SELECT id, 1 FROM dossier;
