import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { type WebSocket, WebSocketServer } from 'ws';
import { byteRanges } from './signature-tools.ts';

const run = promisify(execFile);

/** How the program at the officer's desk behaves. */
export type ServiceMode =
  | 'sound'
  /** Answers after a while, as when somebody looks for the PIN. */
  | 'slow'
  /** Nobody closes its window. */
  | 'silent'
  | 'pin-locked'
  /** The token is pulled out while it signs: it goes away without a word. */
  | 'unplugged'
  | 'garbage'
  | 'no-file'
  | 'unsigned'
  | 'tampered'
  | 'rewritten'
  | 'two-signatures'
  | 'changed-page'
  | 'signature-broken';

/**
 * Stands in for the signing service of the Government's certification authority (VGCA) at a desk: real sockets, and poppler's `pdfsig` as the one that
 * signs, which shares no code with ours and writes what such programs write, an `adbe.pkcs7.detached` signature in a field of its own. What is said over
 * the sockets is our assumption (docs/adr/0034).
 */
export async function aSigningService(keyFiles: Readonly<Record<string, string>>, password: string) {
  const folder = await mkdtemp(join(tmpdir(), 'signing-service-'));
  const database = `sql:${folder}`;
  await run('certutil', ['-N', '-d', database, '--empty-password']);
  const nicks = new Map<string, string>();
  for (const [name, file] of Object.entries(keyFiles)) {
    await run('pk12util', ['-i', file, '-d', database, '-W', password, '-K', '']);
    const { stdout } = await run('certutil', ['-K', '-d', database]);
    const found = [...stdout.matchAll(/^<\s*\d+>\s+\S+\s+[0-9a-f]+\s+(.*)$/gmu)]
      .map(([, nick = '']) => nick.replace(/^NSS Certificate DB:/u, '').trim())
      .find((nick) => ![...nicks.values()].includes(nick));
    nicks.set(name, found ?? '');
  }
  const state = {
    mode: 'sound' as ServiceMode,
    signer: Object.keys(keyFiles)[0] ?? '',
    asked: [] as string[],
  };
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));

  server.on('connection', (socket, request) => {
    state.asked.push(request.url ?? '');
    socket.on('message', (data) => void serve(socket, String(data)).catch(() => socket.terminate()));
  });

  async function serve(socket: WebSocket, text: string): Promise<void> {
    const { FileUploadHandler, FileName } = JSON.parse(text) as {
      FileUploadHandler: string;
      FileName: string;
    };
    const say = (answer: object) => socket.send(JSON.stringify(answer));
    const { mode } = state;
    if (mode === 'silent') return;
    if (mode === 'unplugged') return socket.terminate();
    if (mode === 'garbage') return socket.send('<html>Xin chào</html>');
    if (mode === 'pin-locked') return say({ Status: 5, Message: 'Thiết bị đã bị khoá mã PIN', FileName: '' });
    if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    if (mode !== 'no-file') {
      const given = Buffer.from(await (await fetch(FileName)).arrayBuffer());
      const form = new FormData();
      form.set('uploadfile', new Blob([new Uint8Array(await made(given))]), 'signed.pdf');
      await fetch(FileUploadHandler, { method: 'POST', body: form });
    }
    say({ Status: 0, Message: '', FileName: 'signed.pdf', FileServer: '', DocumentNumber: '' });
  }

  async function made(given: Buffer): Promise<Buffer> {
    const { mode } = state;
    if (mode === 'unsigned') return given;
    if (mode === 'rewritten') return await signed(await rewritten(given));
    const once = await signed(mode === 'changed-page' ? await withWords(given) : given);
    if (mode === 'two-signatures') return await signed(once);
    if (mode === 'tampered') once[20] = (once[20] ?? 0) ^ 1;
    if (mode === 'signature-broken') {
      // The last bytes before the end are covered by the new signature and are none of ours.
      const at = once.lastIndexOf('startxref') - 2;
      once[at] = once[at] === 0x20 ? 0x0a : 0x20;
    }
    return once;
  }

  async function signed(pdf: Buffer): Promise<Buffer> {
    const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
    await writeFile(from, pdf);
    const nick = nicks.get(state.signer) ?? '';
    const how = ['-nssdir', database, '-nocert', '-no-ocsp', '-add-signature', '-nick', nick];
    await run('pdfsig', [...how, from, to]);
    return await inDer(await readFile(to));
  }

  /** NSS writes BER; signatures of PDFs are DER (ISO 32000-1, 12.8.3.3), so OpenSSL writes this one anew. What it signs stays as it is. */
  async function inDer(pdf: Buffer): Promise<Buffer> {
    const [, start, end] = byteRanges(pdf).at(-1) ?? [0, 0, 0, 0];
    const [ber, der] = [join(folder, 'cms.ber'), join(folder, 'cms.der')];
    await writeFile(ber, Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex'));
    await run('openssl', ['cms', '-cmsout', '-inform', 'DER', '-in', ber, '-outform', 'DER', '-out', der]);
    const hex = (await readFile(der)).toString('hex').padEnd(end - start - 2, '0');
    pdf.write(hex, start + 1, 'latin1');
    return pdf;
  }

  /** The same pages written anew: another file to whoever has its hash. */
  async function rewritten(pdf: Buffer): Promise<Buffer> {
    const loaded = await PDFDocument.load(pdf, { updateMetadata: false });
    return Buffer.from(await loaded.save());
  }

  /** Other words on the first page, by an incremental update, so that the beginning of the file stays. */
  async function withWords(pdf: Buffer): Promise<Buffer> {
    const loaded = await PDFDocument.load(pdf, { updateMetadata: false, forIncrementalUpdate: true });
    loaded.getPage(0).drawText('1.000.000.000', { x: 100, y: 400 });
    return Buffer.from(await loaded.save());
  }

  return {
    state,
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
