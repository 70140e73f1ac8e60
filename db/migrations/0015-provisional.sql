-- Dossiers under a provisional number (số tạm) until a central service gave the code (Điều 13 khoản 3 Thông tư 03/2025/TT-VPCP). Once it did, the
-- dossier has that code and is found by the number it began with too; so it is by a code that was noted by mistake.

CREATE TABLE other_code_new (
  code TEXT NOT NULL,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('portal', 'central', 'provisional', 'mistaken')),
  linked_at TEXT NOT NULL,
  linked_by TEXT NOT NULL REFERENCES app_user (id),
  -- Another office may give one code twice: both dossiers are found by it.
  PRIMARY KEY (code, dossier_id)
) STRICT, WITHOUT ROWID;
INSERT INTO other_code_new (code, dossier_id, kind, linked_at, linked_by)
SELECT code, dossier_id, kind, linked_at, linked_by FROM other_code;
DROP TABLE other_code;
ALTER TABLE other_code_new RENAME TO other_code;
CREATE INDEX other_code_of_dossier ON other_code (dossier_id);
CREATE TRIGGER search_after_other_code AFTER INSERT ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;
CREATE TRIGGER search_after_other_code_gone AFTER DELETE ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (OLD.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

-- Those that wait for their code: a handful among all.
CREATE INDEX dossier_without_code ON dossier (received_at) WHERE code_rule = 'so-tam';
