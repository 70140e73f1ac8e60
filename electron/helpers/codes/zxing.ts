import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Grey } from './grey.ts';

let prepared: Promise<unknown> | undefined;

/** Looks for QR codes in a picture; those that are there and cannot be read come with an error. */
export async function zxing(grey: Grey, options: ReaderOptions = {}) {
  prepared ??= prepare();
  await prepared;
  return await readBarcodes(portableGreymap(grey), {
    formats: ['QRCode'],
    tryInvert: false,
    tryRotate: false,
    tryDownscale: false,
    returnErrors: true,
    maxNumberOfSymbols: 8,
    ...options,
  });
}

/** The package fetches its WebAssembly from the network unless it is handed over. */
async function prepare(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(file)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** A picture in the plainest of formats (PGM): nothing is encoded here and decoded there. */
function portableGreymap({ pixels, width, height }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  return Buffer.concat([head, pixels]);
}
