import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { renderPages } from '../pdf/pdf-tools.ts';

let prepared: Promise<unknown> | undefined;

/** The texts of the QR codes on the first page of a PDF, read from the paper as drawn, the shortest first. */
export const codesOnPaper = (pdf: Uint8Array): Promise<string[]> => readOnPaper(pdf, 'QRCode', 150);

/** The same of its bars (Code 128), as a roll's printer with 203 dots an inch draws them. */
export const linearCodesOnPaper = (pdf: Uint8Array): Promise<string[]> => readOnPaper(pdf, 'Code128', 203);

/** The text of the QR codes of each page, whose codes all say the same. */
export async function pageCodes(pdf: Uint8Array): Promise<string[]> {
  prepared ??= prepare();
  await prepared;
  const texts: string[] = [];
  for (const page of await renderPages(pdf, 150)) {
    const codes = await readBarcodes(new Blob([new Uint8Array(page)]), { formats: ['QRCode'] });
    const said = new Set(codes.map(({ text }) => text));
    if (said.size !== 1) throw new Error(`${said.size} texts on a page`);
    texts.push(...said);
  }
  return texts;
}

async function readOnPaper(pdf: Uint8Array, format: 'QRCode' | 'Code128', dots: number): Promise<string[]> {
  prepared ??= prepare();
  await prepared;
  const [page] = await renderPages(pdf, dots);
  const codes = await readBarcodes(new Blob([new Uint8Array(page as Buffer)]), { formats: [format] });
  return codes.map(({ text }) => text).sort((a, b) => a.length - b.length);
}

async function prepare(): Promise<void> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
