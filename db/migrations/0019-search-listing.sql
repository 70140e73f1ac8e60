-- What a list shows of a dossier and filters it by, in the order of reception: a page of a search is then a few neighbouring pages of the file, and
-- no other table is read for it. Written together with the dossier's entry.
CREATE TABLE search_listing (
  -- The place of the dossier's entry.
  seq INTEGER PRIMARY KEY REFERENCES search_entry (seq),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  code TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  state TEXT NOT NULL,
  received_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  channel TEXT NOT NULL,
  processing_owner TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES app_user (id),
  submitter_name TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  -- Why a void dossier is void.
  voided_for TEXT
) STRICT;

-- The words of an entry: what stands in nearly every entry is looked for here, in the few that a rarer word leads to. Entries
-- of a release before are without them until they are written anew; their text says the same, more slowly.
ALTER TABLE search_entry ADD COLUMN words TEXT NOT NULL DEFAULT '';

INSERT INTO search_listing
SELECT e.seq, d.id, d.code, d.procedure_code, d.procedure_name, d.state, d.received_at, d.due_at, d.channel, d.processing_owner, d.received_by,
  s.name, coalesce(o.name, s.name), json_extract(coalesce(o.party, s.party), '$.phone'), json_extract(coalesce(o.party, s.party), '$.address'),
  CASE WHEN d.state = 'voided' THEN (SELECT json_extract(v.details, '$.reason') FROM dossier_step v WHERE v.dossier_id = d.id AND v.kind = 'void') END
FROM search_entry e JOIN dossier d ON d.id = e.dossier_id
  JOIN dossier_party s ON s.dossier_id = d.id AND s.role = 'submitter'
  LEFT JOIN dossier_party o ON o.dossier_id = d.id AND o.role = 'owner'
ORDER BY e.seq;

-- The hour and the way of filing are shown too.
DROP TRIGGER search_after_dossier_change;
CREATE TRIGGER search_after_dossier_change
AFTER UPDATE OF code, procedure_code, procedure_name, case_name, processing_owner, state, received_at, received_by, terms, due_at, channel ON dossier
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET backlog = 0; END;
