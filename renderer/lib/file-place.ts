const PLACE = /^file:([0-9a-f]{64}):(.*)$/su;

/** Where a stored file is judged on the screen "Kiểm tra". */
export function filePlace(sha256: string, name: string): string {
  return `/check/${encodeURIComponent(`file:${sha256}:${name}`)}`;
}

/** The file that a place names; undefined for the text of a code. */
export function readFilePlace(text: string | undefined): { sha256: string; name: string } | undefined {
  const [, sha256, name] = PLACE.exec(text ?? '') ?? [];
  return sha256 === undefined ? undefined : { sha256, name: name ?? '' };
}
