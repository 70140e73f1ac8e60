import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';

const PAGES = 100;

/**
 * A digital copy of a hundred measured pages by the whole path: stored pages, clean-up, helper, stored PDF. Answers in MB the most that the host and
 * the helper that assembles held above what they held before, once both are warm from a copy of one page.
 */
export async function wholeCopyMb(): Promise<{ host: number; helper: number; seconds: number }> {
  const running = await startInProcessHost();
  const client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const papers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => aPaperJpeg({ dpi: 300, inkedShare: 0.5 + index / 25 })),
  );
  const make = async (pages: number) => {
    const place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
    for (let page = 0; page < pages; page++) {
      const bytes = Readable.from([papers[page % papers.length]]);
      const by = { id: 'desk', kind: 'window' } as const;
      const stored = await running.host.storeUpload(by, bytes, 'image/jpeg');
      if (!stored.ok) throw new Error(stored.refusal.code);
      await client.scan.addFile({ requestId: requestId(), ...place, sha256: stored.value.sha256 as never });
    }
    while (running.rows('SELECT 1 FROM page_to_measure LIMIT 1').length > 0) await sleep(200);
    return () => client.scan.makeDigitalCopy({ requestId: requestId(), ...place, keepLarger: true });
  };
  try {
    const first = await make(1);
    const copy = await make(PAGES);
    // A process without work ends after half a minute: this one is warm when it is measured.
    await first();
    const helper = assembling();
    const before = [residentMb('self', 'VmRSS'), residentMb(helper, 'VmRSS')] as const;
    for (const process of ['self', helper]) writeFileSync(`/proc/${process}/clear_refs`, '5');
    const start = performance.now();
    await copy();
    const seconds = (performance.now() - start) / 1000;
    if (assembling() !== helper) throw new Error('another process assembled: nothing was measured');
    return {
      host: residentMb('self', 'VmHWM') - before[0],
      helper: residentMb(helper, 'VmHWM') - before[1],
      seconds,
    };
  } finally {
    await running.close();
  }
}

function residentMb(process: string, mark: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  return Number(new RegExp(`${mark}:\\s+(\\d+)`, 'u').exec(status)?.[1]) / 1024;
}

/** The child of this process that assembles: the only one with its limit of memory. */
function assembling(): string {
  const children = readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' '),
  );
  const found = children.find((child) => /--max-old-space-size=512\b/u.test(commandOf(child)));
  if (found === undefined) throw new Error('no process assembles');
  return found;
}

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
