import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { isUnfinished, judgeFile } from '../../electron/host/judge-file.ts';
import type { HelperProcesses, HelperRefusal } from '../../electron/host/ports/helper-process.ts';
import { NOW } from './a-signed-copy.ts';

const KIND = 'verify-signatures';

/** A file whose one cross-reference section is this stream. */
function sectionOf(dict: string, data: Buffer): Buffer {
  const head = '%PDF-1.7\n';
  const raw = deflateSync(data);
  return Buffer.concat([
    Buffer.from(
      `${head}9 0 obj\n<</Type/XRef/Root 1 0 R/Filter/FlateDecode/Length ${raw.length}${dict}>>stream\n`,
    ),
    raw,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
  ]);
}

function catalogOf(value: string): Buffer {
  const body = `%PDF-1.7\n1 0 obj\n${value}\nendobj\n`;
  const table = 'xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>';
  return Buffer.from(`${body}${table}\nstartxref\n${body.length}\n%%EOF`);
}

test.each([
  ['a stream that swells to 80 MB', sectionOf('/Size 1/W[1 2 1]', Buffer.alloc(80 * 1024 * 1024))],
  [
    'cross-references of eight million objects',
    sectionOf('/Size 8000000/W[1 1 1]', Buffer.alloc(24_000_000)),
  ],
  ['two million values', catalogOf(`[${'1 '.repeat(2_000_000)}]`)],
])('%s are given up in time, and say nothing against the file', (_what, pdf) => {
  const start = performance.now();
  expect(verifySignedPdf({ pdf, roots: [], at: NOW })).toMatchObject({
    verdict: 'unknown',
    reasons: ['pdf-too-complex'],
  });
  expect(performance.now() - start).toBeLessThan(8000);
});

test.each<[HelperRefusal, string]>([
  [{ code: 'HELPER_TIMED_OUT', data: { kind: KIND, timeoutMs: 15_000 } }, 'judging-timed-out:5'],
  [{ code: 'HELPER_OUT_OF_MEMORY', data: { kind: KIND, memoryLimitMb: 300 } }, 'judging-out-of-memory'],
  [{ code: 'HELPER_CRASHED', data: { kind: KIND, exit: 'SIGSEGV' } }, 'judging-failed'],
  [{ code: 'HELPER_FAILED', data: { kind: KIND, reason: 'TypeError' } }, 'judging-failed'],
])('a process that ended with $code gives a verdict that another try may change', async (refusal, reason) => {
  const helpers: HelperProcesses = {
    run: () => Promise.resolve({ ok: false, refusal }),
    close: () => Promise.resolve(),
  };
  const judged = await judgeFile(helpers, { pdf: Buffer.alloc(1), roots: [], at: NOW });
  expect(judged).toMatchObject({ ok: true, value: { verdict: 'unknown', reasons: [reason] } });
  expect(judged.ok && isUnfinished(judged.value)).toBe(true);
});
