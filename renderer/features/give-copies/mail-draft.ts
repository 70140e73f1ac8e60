/** A mail with files, before anybody sends it. */
export interface MailDraft {
  to: string;
  subject: string;
  text: string;
  attachments: readonly { name: string; mediaType: string; bytes: Uint8Array }[];
  /** Text that stands in none of the parts. */
  boundary: string;
}

/** RFC 2045: a line of base64 is at most 76 letters, which are 57 bytes. */
const BYTES_A_LINE = 57;
/** RFC 2047: an encoded word is at most 75 letters; twelve of them are its frame, and letters are not cut. */
const BYTES_A_WORD = 42;

/**
 * A mail as a file (RFC 5322, MIME by RFC 2045 and 2047) that a mail program opens as a draft. Names of files are plain letters; words of people go as UTF-8 in base64, so that
 * no way in between changes them.
 */
export function mailDraft({ to, subject, text, attachments, boundary }: MailDraft): Blob {
  const head = [
    // Nobody has sent it: programs that know the line open it to be sent.
    'X-Unsent: 1',
    ...(to === '' ? [] : [`To: ${plainAddress(to)}`]),
    `Subject: ${encodedWords(subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(new TextEncoder().encode(text.replaceAll(/\r?\n/gu, '\r\n'))),
  ];
  const files = attachments.flatMap(({ name, mediaType, bytes }) => [
    `--${boundary}`,
    `Content-Type: ${mediaType}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    base64Lines(bytes),
  ]);
  return new Blob([`${[...head, ...files, `--${boundary}--`].join('\r\n')}\r\n`], { type: 'message/rfc822' });
}

/** An address stands on one line and brings no other head line with it. */
function plainAddress(address: string): string {
  return address.replaceAll(/[^\x21-\x7e]/gu, '');
}

function encodedWords(words: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of words.normalize('NFC')) {
    if (new TextEncoder().encode(piece + letter).length > BYTES_A_WORD) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece]
    .map((part) => `=?utf-8?B?${base64(new TextEncoder().encode(part))}?=`)
    .join('\r\n ');
}

function base64Lines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE)
    lines.push(base64(bytes.subarray(at, at + BYTES_A_LINE)));
  return lines.join('\r\n');
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
