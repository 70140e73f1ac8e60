import { startClockedHost } from '../../support/clocked-host.ts';
import { walked } from './walk.ts';
import { WALKS } from './walks.ts';

/** A walk as it went; `differing` names each line that is not its table's. */
export interface WalkedWay {
  name: string;
  lines: string[];
  differing: string[];
}

/** Walks every named way, one after another, each through an office of its own; a way that breaks off ends the process of the offices with this one. */
export async function walkAll(say: (line: string) => void): Promise<WalkedWay[]> {
  const ways: WalkedWay[] = [];
  const host = await startClockedHost();
  for (const [place, walk] of WALKS.entries()) {
    if (place > 0) await host.anew();
    const lines = await walked(walk, host);
    const rows = Math.max(lines.length, walk.table.length);
    const differing = Array.from({ length: rows }, (_, row) => [walk.table[row], lines[row]] as const)
      .filter(([expected, line]) => expected !== line)
      .map(([expected, line]) => `${walk.name}: expected "${expected}", walked "${line}"`);
    say(`${walk.name}: ${lines.length} lines, ${differing.length} differ`);
    ways.push({ name: walk.name, lines, differing });
  }
  await host.close();
  return ways;
}
