-- Certifications that were refused, each by a ground of the law; a paper that seems forged is kept for the authority (Điều 9, Điều 22 Nghị định 23/2015/NĐ-CP;
-- Điều 11 khoản 2 Thông tư 01/2020/TT-BTP).
CREATE TABLE certification_refusal (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  paper_copy_id TEXT REFERENCES paper_copy (id),
  copy_id TEXT REFERENCES certified_copy (id),
  title TEXT NOT NULL CHECK (length(title) > 0),
  ground TEXT NOT NULL CHECK (ground IN ('altered', 'damaged', 'secret', 'unlawful', 'not-legalised', 'self-made', 'other', 'forgery')),
  words TEXT NOT NULL CHECK (ground NOT IN ('other', 'forgery') OR length(words) > 0),
  -- Where the paper is kept.
  original_id TEXT REFERENCES kept_original (id),
  refused_at TEXT NOT NULL,
  refused_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK ((ground = 'forgery') = (original_id IS NOT NULL))
) STRICT;
CREATE INDEX certification_refusal_by_dossier ON certification_refusal (dossier_id, refused_at);
CREATE TRIGGER certification_refusal_is_immutable BEFORE UPDATE ON certification_refusal
BEGIN SELECT RAISE (ABORT, 'certification_refusal is append-only'); END;
CREATE TRIGGER certification_refusal_is_kept BEFORE DELETE ON certification_refusal BEGIN SELECT RAISE (ABORT, 'certification_refusal is append-only'); END;
