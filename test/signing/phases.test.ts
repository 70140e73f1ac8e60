import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { RESERVED_BYTES } from '../../electron/helpers/signing/prepare-signature.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { PreparedManifest } from '../../electron/host/ports/signer.ts';
import {
  aCertifiedCopy,
  accepted,
  anOffice,
  aScan,
  certificateOf,
  DEVICE,
  NOW,
  prepareFor,
  type SigningOffice,
  signaturesOver,
  signer,
  withFields,
} from './a-signed-copy.ts';

let office: SigningOffice;
let fields: Uint8Array;

beforeAll(async () => {
  office = await anOffice();
  fields = await withFields(await aScan());
});

async function prepared() {
  return accepted(await prepareFor(office, fields, 'officer'));
}

async function signatureOver({ manifest }: { manifest: PreparedManifest }): Promise<Uint8Array> {
  const [signature] = await signaturesOver(office, 'officer', [
    Buffer.from(manifest.signedAttributes, 'base64'),
  ]);
  if (signature === undefined) throw new Error('no signature');
  return signature;
}

describe('a crash between the phases', () => {
  test('loses nothing: bytes and JSON from the disk are completed into a valid file', async () => {
    const first = await prepared();
    const signature = await signatureOver(first);
    await writeFile(join(office.folder, 'prepared.pdf'), first.pdf);
    await writeFile(join(office.folder, 'prepared.json'), JSON.stringify(first.manifest));

    const manifest = PreparedManifest.parse(
      JSON.parse(await readFile(join(office.folder, 'prepared.json'), 'utf8')),
    );
    const pdf = new Uint8Array(await readFile(join(office.folder, 'prepared.pdf')));
    const complete = () => signer.complete({ deviceId: DEVICE, prepared: { pdf, manifest }, signature });
    const signed = accepted(await complete());
    expect(verifySignedPdf({ pdf: signed, roots: [...office.roots], at: NOW }).verdict).toBe('valid');
    expect(Buffer.from(accepted(await complete())).equals(signed)).toBe(true);
  });

  test('leaves a prepared file that is never taken for a signed one', async () => {
    const { pdf } = await prepared();
    expect(verifySignedPdf({ pdf, roots: [...office.roots], at: NOW }).verdict).toBe('invalid');
  });
});

describe('completing is refused', () => {
  test('when the prepared bytes have changed', async () => {
    const { pdf, manifest } = await prepared();
    const changed = new Uint8Array(pdf);
    changed[100] = (changed[100] ?? 0) ^ 1;
    const signature = await signatureOver({ manifest });
    const outcome = await signer.complete({
      deviceId: DEVICE,
      prepared: { pdf: changed, manifest },
      signature,
    });
    expect(outcome).toMatchObject({ refusal: { code: 'PREPARED_DAMAGED' } });
  });

  test('when the signature is of another key or another document', async () => {
    const first = await prepared();
    const [foreign = new Uint8Array()] = await signaturesOver(office, 'agency', [
      Buffer.from(first.manifest.signedAttributes, 'base64'),
    ]);
    const other = await signatureOver(
      accepted(await prepareFor(office, fields, 'officer', { reason: 'khác' })),
    );
    for (const signature of [foreign, other, new Uint8Array()]) {
      const outcome = await signer.complete({ deviceId: DEVICE, prepared: first, signature });
      expect(outcome).toMatchObject({ refusal: { code: 'SIGNATURE_MISMATCH' } });
    }
  });

  test('when it is larger than its room, never cut', async () => {
    const { certificate } = await certificateOf(office, 'officer');
    const chain = Array.from({ length: 20 }, () => certificate);
    const crowded = accepted(await prepareFor(office, fields, 'officer', { chain }));
    const outcome = await signer.complete({
      deviceId: DEVICE,
      prepared: crowded,
      signature: await signatureOver(crowded),
    });
    expect(outcome).toMatchObject({
      refusal: { code: 'SIGNATURE_TOO_LARGE', data: { reserved: RESERVED_BYTES } },
    });
  });

  test('for another device than it was prepared for', async () => {
    const first = await prepared();
    const signature = await signatureOver(first);
    const outcome = await signer.complete({ deviceId: 'another', prepared: first, signature });
    expect(outcome).toMatchObject({ refusal: { code: 'DEVICE_UNKNOWN' } });
  });
});

describe('preparing is refused', () => {
  test.each([
    ['a field that is not there', { field: 'third' }, 'FIELD_MISSING'],
    ['a file that is no PDF', { pdf: new Uint8Array() }, 'PDF_UNUSABLE'],
    [
      'a certificate that has expired',
      { checks: checksAt('2031-01-01T00:00:00.000Z') },
      'CERTIFICATE_EXPIRED',
    ],
    [
      'a certificate before its time',
      { checks: checksAt('2020-01-01T00:00:00.000Z') },
      'CERTIFICATE_NOT_YET_VALID',
    ],
    ['bytes that are no certificate', { certificate: new Uint8Array(9) }, 'CERTIFICATE_UNREADABLE'],
  ] as const)('for %s', async (_what, change, code) => {
    expect(await prepareFor(office, fields, 'officer', change)).toMatchObject({ refusal: { code } });
  });

  test('for a certificate of the authority itself, or of nobody we trust', async () => {
    const root = Buffer.from(office.root);
    expect(await prepareFor(office, fields, 'officer', { certificate: root })).toMatchObject({
      refusal: { code: 'CERTIFICATE_WRONG_USAGE' },
    });
    const stranger = await anOffice();
    const checks = { at: NOW, roots: [...stranger.roots], revocationLists: [] };
    expect(await prepareFor(office, fields, 'officer', { checks })).toMatchObject({
      refusal: { code: 'CERTIFICATE_UNTRUSTED' },
    });
  });

  test('for a field that is signed, and for certifying what is signed already', async () => {
    const { officerSigned } = await aCertifiedCopy(office);
    expect(await prepareFor(office, officerSigned, 'officer', { certify: false })).toMatchObject({
      refusal: { code: 'FIELD_SIGNED', data: { field: 'officer' } },
    });
    expect(await prepareFor(office, officerSigned, 'agency', { certify: true })).toMatchObject({
      refusal: { code: 'CERTIFICATION_NOT_FIRST' },
    });
  });
});

describe('fields', () => {
  const field = {
    name: 'officer',
    pageIndex: 0,
    rect: [0, 0, 10, 10] as [number, number, number, number],
    appearance: null,
  };

  test('are refused on a page that is not there, twice, and after the first signature', async () => {
    const add = (pdf: Uint8Array, ...list: (typeof field)[]) =>
      signer.addFields({ deviceId: DEVICE, pdf, fields: list });
    const scan = await aScan();
    expect(await add(scan, { ...field, pageIndex: 3 })).toMatchObject({ refusal: { code: 'PAGE_MISSING' } });
    expect(await add(scan, field, field)).toMatchObject({ refusal: { code: 'FIELD_EXISTS' } });
    expect(await add(fields, field)).toMatchObject({ refusal: { code: 'FIELD_EXISTS' } });
    const { signed } = await aCertifiedCopy(office);
    expect(await add(signed, { ...field, name: 'late' })).toMatchObject({
      refusal: { code: 'PDF_ALREADY_SIGNED' },
    });
  });

  test('leave the scan as the beginning of the file and show what they were given', async () => {
    const scan = await aScan();
    const made = await withFields(scan);
    expect(Buffer.from(made).subarray(0, scan.length).equals(scan)).toBe(true);
    const form = (await PDFDocument.load(made)).getForm();
    expect(form.getFields().map((each) => each.getName())).toEqual(['officer', 'agency']);
  });
});

function checksAt(at: string) {
  return { at, roots: [], revocationLists: [] };
}
