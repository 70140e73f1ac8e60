import { expect, it } from 'vitest';
import { mailDraft } from './mail-draft.ts';

const bytesOf = (base64 = '') =>
  Uint8Array.from(atob(base64.replaceAll(/\s/gu, '')), (letter) => letter.charCodeAt(0));
const text = (base64 = '') => new TextDecoder().decode(bytesOf(base64));
const body = (part = '') => part.slice(part.indexOf('\r\n\r\n'));

it('a draft has its words and its file in base64, lines that mail takes, and no head line that an address brings', async () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, at) => at);
  const subject = 'Bản sao điện tử được chứng thực từ bản chính – số 07, quyển số 01/2026-SCTĐT/BS';
  const mail = await mailDraft({
    to: 'lan@example.vn\r\nBcc: other@example.vn',
    subject,
    text: 'Kính gửi bà Lê Thị Thử\ngửi kèm bản sao.',
    attachments: [{ name: 'ban-sao.pdf', mediaType: 'application/pdf', bytes }],
    boundary: 'qmc-1',
  }).text();
  const lines = mail.split('\r\n');
  expect(lines.every((line) => line.length <= 78 && !line.includes('\n'))).toBe(true);
  expect(lines.filter((line) => line.startsWith('Bcc'))).toEqual([]);
  const head = mail.slice(0, mail.indexOf('\r\n\r\n'));
  const words = [...head.matchAll(/=\?utf-8\?B\?([^?]+)\?=/gu)].map(([, word]) => text(word));
  expect(words.length).toBeGreaterThan(1);
  expect(words.join('')).toBe(subject);
  const [, said, file, end] = mail.split('--qmc-1');
  expect(text(body(said))).toBe('Kính gửi bà Lê Thị Thử\r\ngửi kèm bản sao.');
  expect(file).toContain('Content-Disposition: attachment; filename="ban-sao.pdf"');
  expect([...bytesOf(body(file))]).toEqual([...bytes]);
  expect(end).toBe('--\r\n');
});
