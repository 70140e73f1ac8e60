import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { importFileKind } from '../../electron/host/ports/page-files.ts';
import { onePage, type PdfObjects, packedPdf, plainPdf } from './a-pdf.ts';
import { assertSound } from './pdf-tools.ts';

const helpers = createForkedHelpers();
afterAll(() => helpers.close());

async function judged(bytes: Uint8Array): Promise<string> {
  const run = await helpers.run(importFileKind, { bytes }, { timeoutMs: 30_000, memoryLimitMb: 1024 });
  if (!run.ok) return run.refusal.code;
  if (run.value.ok) return 'accepted';
  const { code, data } = run.value.refusal;
  return 'action' in data ? `${code} ${data.action}` : code;
}

const annotated = (annotation: string, more: PdfObjects = {}): PdfObjects => ({
  ...onePage({ page: '/Annots [10 0 R]' }),
  10: `<< /Type /Annot /Rect [0 0 9 9] ${annotation} >>`,
  ...more,
});
const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

const ACTIVE: readonly [what: string, refusal: string, objects: PdfObjects][] = [
  ['a program when it is opened', 'PDF_WITH_SCRIPT', onePage({ catalog: `/OpenAction ${script}` })],
  [
    'a program in a leaf of the tree of names',
    'PDF_WITH_SCRIPT',
    {
      ...onePage({ catalog: '/Names << /JavaScript 4 0 R >>' }),
      4: '<< /Kids [5 0 R] >>',
      5: '<< /Kids [6 0 R] /Limits [(a) (a)] >>',
      6: '<< /Limits [(a) (a)] /Names [(a) 7 0 R] >>',
      7: '<< /S 8 0 R /JS 9 0 R >>',
      8: '/J#61vaScript',
      9: '<< /Length 12 >>\nstream\napp.alert(1)\nendstream',
    },
  ],
  [
    'a program in a field that is calculated',
    'PDF_WITH_SCRIPT',
    {
      ...onePage({ catalog: '/AcroForm << /Fields [4 0 R] >>' }),
      4: `<< /FT /Tx /T (a) /AA << /C ${script} >> >>`,
    },
  ],
  [
    'a program behind a harmless action',
    'PDF_WITH_SCRIPT',
    annotated(
      `/Subtype /Link /A << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /GoTo /D [3 0 R /Fit] /Next ${script} >>] >>`,
    ),
  ],
  [
    'a command to start another program',
    'PDF_WITH_ACTION Launch',
    annotated('/Subtype /Link /A << /S /Launch /F (calc.exe) >>'),
  ],
  [
    'a form that sends itself',
    'PDF_WITH_ACTION SubmitForm',
    annotated('/Subtype /Widget /FT /Btn /T (a) /A 11 0 R', {
      11: '<< /S /SubmitForm /F (http://a.test) >>',
    }),
  ],
  [
    'data fetched into it',
    'PDF_WITH_ACTION ImportData',
    annotated('/Subtype /Link /A << /S /ImportData /F (a.fdf) >>'),
  ],
  [
    'a web page that opens with it',
    'PDF_WITH_ACTION URI',
    onePage({
      catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (http://a.test) >> >>',
    }),
  ],
  [
    'printing when a page is shown',
    'PDF_WITH_ACTION Named',
    onePage({ page: '/AA << /O << /S /Named /N /Print >> >>' }),
  ],
  [
    'a file inside, in the tree of names',
    'PDF_WITH_FILES',
    {
      ...onePage({ catalog: '/Names << /EmbeddedFiles << /Kids [4 0 R] >> >>' }),
      4: '<< /Limits [(a) (a)] /Names [(a) 5 0 R] >>',
      5: '<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>',
      6: '<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream',
    },
  ],
  [
    'a file pinned to a page',
    'PDF_WITH_FILES',
    annotated('/Subtype /FileAttachment /FS 11 0 R', { 11: '<< /Type /Filespec /F (a.exe) >>' }),
  ],
  [
    'a form that draws itself',
    'PDF_WITH_XFA',
    {
      ...onePage({ catalog: '/AcroForm << /Fields [] /XFA 4 0 R >>' }),
      4: '<< /Length 4 >>\nstream\n<a/>\nendstream',
    },
  ],
  ['a film', 'PDF_WITH_MEDIA', annotated('/Subtype /RichMedia')],
  ['a body in three dimensions', 'PDF_WITH_MEDIA', annotated('/Subtype /3D')],
];

describe.each(ACTIVE)('a PDF with %s', (_what, refusal, objects) => {
  test('is refused by its name', async () => {
    await assertSound(plainPdf(objects));
    expect(await judged(plainPdf(objects))).toBe(refusal);
  });
  test('is refused with its objects packed away', async () => {
    await assertSound(packedPdf(objects));
    expect(await judged(packedPdf(objects))).toBe(refusal);
  });
});

test('what only shows pages is taken: links, places to open at, plain forms, empty trees', async () => {
  const harmless = {
    ...annotated('/Subtype /Link /A << /S /URI /URI (http://a.test) >>'),
    1: '<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] /AcroForm << /Fields [4 0 R] >> /Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >> >>',
    4: '<< /FT /Tx /T (a) /V (JavaScript, Launch) >>',
  };
  expect(await judged(plainPdf(harmless))).toBe('accepted');
  expect(await judged(packedPdf(harmless))).toBe('accepted');
  expect(await judged(plainPdf(onePage({ catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' })))).toBe(
    'accepted',
  );
});

test('what an earlier state of the file did and the newest does not is no reason', async () => {
  const first = plainPdf(onePage({ catalog: `/OpenAction ${script}` }));
  const start = first.lastIndexOf('xref\n0');
  const again = `1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n`;
  const table = `xref\n1 1\n${String(first.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${start} >>\nstartxref\n${first.length + again.length}\n%%EOF\n`;
  expect(await judged(Buffer.concat([first, Buffer.from(again + table)]))).toBe('accepted');
});

test('files made to exhaust or mislead a reader end in a refusal, soon', async () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024));
  const hostile: [string, Buffer][] = [
    ['FILE_TOO_COMPLEX', plainPdf({ ...onePage({ catalog: '/A 4 0 R' }), 4: nested })],
    ['PDF_UNREADABLE', plainPdf({ ...onePage(), 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' })],
    // Readers differ in which of two values under one key they take.
    ['PDF_UNREADABLE', plainPdf(onePage({ catalog: `/OpenAction [3 0 R /Fit] /OpenAction ${script}` }))],
    [
      'PDF_WITH_SCRIPT',
      plainPdf({
        ...onePage({ catalog: '/B 4 0 R' }),
        4: '<< /Next 5 0 R >>',
        5: `<< /Next 4 0 R /A ${script} >>`,
      }),
    ],
    [
      'FILE_TOO_COMPLEX',
      plainPdf(
        onePage({
          catalog: `/OpenAction ${'<< /S /GoTo /Next '.repeat(62)}[ ${'<< /S /GoTo >> '.repeat(80)} ]${' >>'.repeat(62)}`,
        }),
      ),
    ],
    ['FILE_TOO_COMPLEX', withObjectStream(bomb)],
  ];
  for (const [refusal, bytes] of hostile) {
    const start = performance.now();
    expect(await judged(bytes)).toBe(refusal);
    expect(performance.now() - start).toBeLessThan(10_000);
  }
}, 60_000);

/** A packed file whose object stream unpacks to something else. */
function withObjectStream(inside: Buffer): Buffer {
  const text = packedPdf(onePage()).toString('latin1');
  const written = /\/Filter \/FlateDecode \/Length (\d+) >>\nstream\n/u.exec(text);
  if (written === null) throw new Error('no object stream');
  const from = written.index + written[0].length;
  const rest = text.slice(from + Number(written[1]));
  const head = text.slice(0, written.index);
  const whole = `${head}/Filter /FlateDecode /Length ${inside.length} >>\nstream\n${inside.toString('latin1')}${rest}`;
  const table = /(\d+) 0 obj\n<< \/Type \/XRef/u.exec(whole);
  // The table itself moved: only its own place is read before the object stream is.
  return Buffer.from(whole.replace(/startxref\n\d+/u, `startxref\n${table?.index}`), 'latin1');
}
