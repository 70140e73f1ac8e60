-- A person's store of digitised papers and electronic results is no table: it is what the digital copies and results of their dossiers say. What is
-- kept here is what was taken out of it, what no longer holds, and who looked.

-- Digital copies that stand for a paper because another dossier has it (DuocTaiSuDung 1: of a component, 2: of a result).
CREATE TABLE reused_copy (
  copy_id TEXT PRIMARY KEY REFERENCES digital_copy (id),
  from_dossier TEXT NOT NULL REFERENCES dossier (id),
  -- Null where it is the dossier's result.
  from_component TEXT,
  -- Of the result, in the national list (MaKetQuaThayThe).
  result_code TEXT CHECK (result_code IS NULL OR from_component IS NULL)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reused_copy_is_immutable BEFORE UPDATE ON reused_copy BEGIN SELECT RAISE (ABORT, 'reused_copy is append-only'); END;
CREATE TRIGGER reused_copy_is_kept BEFORE DELETE ON reused_copy BEGIN SELECT RAISE (ABORT, 'reused_copy is append-only'); END;

-- Papers and results that somebody took out of force: withdrawn by their issuer, or found to be wrong.
CREATE TABLE store_revocation (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  -- '' where it is the dossier's result.
  component_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  revoked_at TEXT NOT NULL,
  revoked_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER store_revocation_is_immutable BEFORE UPDATE ON store_revocation BEGIN SELECT RAISE (ABORT, 'store_revocation is append-only'); END;
CREATE TRIGGER store_revocation_is_kept BEFORE DELETE ON store_revocation BEGIN SELECT RAISE (ABORT, 'store_revocation is append-only'); END;

-- Each look into somebody's store: who, when, whose, for which dossier, and how much was there.
CREATE TABLE store_look (
  id TEXT PRIMARY KEY,
  looked_at TEXT NOT NULL,
  looked_by TEXT NOT NULL REFERENCES app_user (id),
  holder_number TEXT NOT NULL,
  -- Null where it was no dossier's: the reason says why then.
  dossier_id TEXT REFERENCES dossier (id),
  reason TEXT NOT NULL CHECK (dossier_id IS NOT NULL OR length(reason) > 0),
  found INTEGER NOT NULL CHECK (found >= 0)
) STRICT;
CREATE INDEX store_look_by_time ON store_look (looked_at);
CREATE INDEX store_look_by_holder ON store_look (holder_number, looked_at);
CREATE TRIGGER store_look_is_immutable BEFORE UPDATE ON store_look BEGIN SELECT RAISE (ABORT, 'store_look is append-only'); END;
CREATE TRIGGER store_look_is_kept BEFORE DELETE ON store_look BEGIN SELECT RAISE (ABORT, 'store_look is append-only'); END;
