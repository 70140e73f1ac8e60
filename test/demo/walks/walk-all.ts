import { walked } from './walk.ts';
import { WALKS } from './walks.ts';

/** A walk as it went; `differing` names each line that is not its table's. */
export interface WalkedWay {
  name: string;
  lines: string[];
  differing: string[];
}

/** Walks every named way, one after another. */
export async function walkAll(say: (line: string) => void): Promise<WalkedWay[]> {
  const ways: WalkedWay[] = [];
  for (const walk of WALKS) {
    const lines = await walked(walk);
    const rows = Math.max(lines.length, walk.table.length);
    const differing = Array.from({ length: rows }, (_, row) => [walk.table[row], lines[row]] as const)
      .filter(([expected, line]) => expected !== line)
      .map(([expected, line]) => `${walk.name}: expected "${expected}", walked "${line}"`);
    say(`${walk.name}: ${lines.length} lines, ${differing.length} differ`);
    ways.push({ name: walk.name, lines, differing });
  }
  return ways;
}
