-- Whose personal certificate a key goes with. The agency's key is the office's and has no holder; a personal key that was taken up before this was asked
-- has none until an administrator says whose it is, and signs nothing until then.
ALTER TABLE signing_key ADD COLUMN holder_id TEXT REFERENCES app_user (id) CHECK (holder_id IS NULL OR role = 'officer');
