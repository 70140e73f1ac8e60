-- Where a file stands: what was found in a file leads to the dossiers that have it.
CREATE INDEX digital_copy_by_file ON digital_copy (sha256);
CREATE INDEX dossier_result_by_file ON dossier_result (sha256) WHERE sha256 IS NOT NULL;
