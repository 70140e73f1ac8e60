/** How many letters must be changed, put in or left out (Levenshtein). */
export function wrongLetters(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const same = (row[at - 1] as number) + (letter === other[at - 1] ? 0 : 1);
      next.push(Math.min(same, (row[at] as number) + 1, (next[at - 1] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
