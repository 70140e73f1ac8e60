import { PDFDocument, PDFName } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { anOffice, aScan, NOW, type SigningOffice, signBy, withFields } from './a-signed-copy.ts';

let office: SigningOffice;
let plain: string;

beforeAll(async () => {
  office = await anOffice();
  plain = Buffer.from(await withFields(await aScan({ pages: 1 }), 0)).toString('latin1');
});

async function judged(text: string) {
  const pdf = await signBy(office, Buffer.from(text, 'latin1'), 'officer');
  return verifySignedPdf({ pdf, roots: [...office.roots], at: NOW });
}

/** A file as before with something between its last object and its cross-references, which stay right. */
function withExtra(extra: string): string {
  const at = plain.lastIndexOf('xref\n', plain.lastIndexOf('startxref') - 1);
  const moved = `${plain.slice(0, at)}${extra}${plain.slice(at)}`;
  return moved.replace(/startxref\n\d+(?=\n%%EOF\s*$)/u, `startxref\n${at + extra.length}`);
}

const pageNumber = () => /(\d+) 0 obj\s*<<[^>]*\/Type \/Page\b/u.exec(plain)?.[1] ?? '';

describe('a signed file of which programs may show two things', () => {
  test('is valid as it is', async () => {
    expect(await judged(withExtra(''))).toMatchObject({ verdict: 'valid', reasons: [] });
    expect(await judged(withExtra('% a remark\n'))).toMatchObject({ verdict: 'valid', reasons: [] });
  });

  test('is not valid where a second definition of a page stands outside of the cross-references', async () => {
    const page = pageNumber();
    expect(await judged(withExtra(`${page} 0 obj\n<</Type/Page>>\nendobj\n`))).toMatchObject({
      verdict: 'unknown',
      reasons: [`two-readings:${page}`],
    });
  });

  test('is not valid where a second trailer leads to another catalog', async () => {
    expect(await judged(withExtra('% trailer <</Root 99 0 R>>\n'))).toMatchObject({
      verdict: 'unknown',
      reasons: ['two-readings:99'],
    });
  });

  test('is valid where the words of an object stand in the content of a stream', async () => {
    const scan = await PDFDocument.create();
    const page = scan.addPage([595, 842]);
    page.node.set(
      PDFName.of('Contents'),
      scan.context.register(scan.context.stream(`BT (\n3 0 obj\n<</A 1>>\nendobj\n) Tj ET`)),
    );
    const text = Buffer.from(await withFields(await scan.save({ useObjectStreams: false }), 0));
    expect(await judged(text.toString('latin1'))).toMatchObject({ verdict: 'valid' });
  });

  test('is not valid where something that is shown says one thing twice', async () => {
    const at = plain.lastIndexOf('/MediaBox');
    const [box = ''] = /^\/MediaBox ?\[[^\]]*\]/u.exec(plain.slice(at)) ?? [];
    const twice = '/Rotate 0/Rotate 90'.padEnd(box.length);
    const text = `${plain.slice(0, at)}${twice}${plain.slice(at + box.length)}`;
    expect(await judged(text)).toMatchObject({
      verdict: 'unknown',
      reasons: [`two-readings:${pageNumber()}`],
    });
  });

  test('is not valid where something that is shown is damaged', async () => {
    const at = plain.indexOf('/Length ');
    const text = `${plain.slice(0, at)}/Lengt# ${plain.slice(at + 8)}`;
    const { verdict, reasons } = await judged(text);
    expect([verdict, reasons]).toEqual(['unknown', ['content-unreadable']]);
  });
});

test('a reference of another generation, which some readers follow, is a second reading', async () => {
  const text = plain.replace(/\/Contents \[ ?(\d+) 0 R/gu, (found) => found.replace(' 0 R', ' 1 R'));
  expect(text).not.toBe(plain);
  expect((await judged(text)).verdict).toBe('unknown');
});
