import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineShares, parseShare, renderShare, splitSecret } from './recovery-shares.ts';

const folderId = '01890a5d-ac96-774b-bcce-b302099a8057';
const sheet = renderShare(2, folderId, Buffer.from(Array.from({ length: 33 }, (_, i) => i * 7)));
const signs = [...sheet].flatMap((character, index) => (/\s/.test(character) ? [] : [index]));

function replaced(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1);
}

function groupAt(index: number): number {
  return Math.floor(signs.indexOf(index) / 4) + 1;
}

describe('recovery sheets', () => {
  it('are printed as three lines of seven groups of four', () => {
    expect(sheet.split('\n').map((line) => line.split(' ').map((group) => group.length))).toEqual(
      Array.from({ length: 3 }, () => Array.from({ length: 7 }, () => 4)),
    );
  });

  it('are read back with their number and the end of the folder id', () => {
    const parsed = parseShare(sheet);
    expect(parsed.ok && { number: parsed.value.number, tail: parsed.value.folderTail }).toEqual({
      number: 2,
      tail: '8057',
    });
  });

  it('are read whatever the case, the blanks and the look-alike letters', () => {
    const sloppy = sheet
      .toLowerCase()
      .replaceAll(' ', '')
      .replaceAll('\n', ' - ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    expect(parseShare(sloppy)).toEqual(parseShare(sheet));
  });

  it('name the group of any single wrong character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...signs),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (index, character) => {
          fc.pre(sheet.charAt(index) !== character);
          const parsed = parseShare(replaced(sheet, index, character));
          const groups = parsed.ok ? [] : 'groups' in parsed.refusal.data ? parsed.refusal.data.groups : [];
          expect(groups).toEqual([groupAt(index)]);
        },
      ),
    );
  });

  it('name the sheet too when its first group is readable', () => {
    const parsed = parseShare(
      replaced(sheet, signs[40] as number, sheet.charAt(signs[40] as number) === '7' ? '8' : '7'),
    );
    expect(parsed).toMatchObject({
      ok: false,
      refusal: { code: 'SHARE_UNREADABLE', data: { share: 2, groups: [11] } },
    });
  });

  it('name the groups of two exchanged neighbours inside a group and of two exchanged groups', () => {
    const groups = sheet.split(/\s/);
    for (let i = 0; i + 1 < groups.length; i++) {
      const [one, two] = [groups[i] as string, groups[i + 1] as string];
      if (one === two) continue;
      const exchanged = parseShare(
        groups
          .with(i, two)
          .with(i + 1, one)
          .join(' '),
      );
      expect(exchanged.ok).toBe(false);
    }
  });

  it('are refused when a group is left out or added', () => {
    const groups = sheet.split(/\s/);
    expect(parseShare(groups.slice(0, -1).join(' ')).ok).toBe(false);
    expect(parseShare(groups.slice(1).join(' ')).ok).toBe(false);
    expect(parseShare(`${sheet} 0000`).ok).toBe(false);
    expect(parseShare('').ok).toBe(false);
  });

  it('give the secret back from any two of the three', async () => {
    const secret = randomBytes(32);
    const shares = await splitSecret(secret);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [2, 1],
    ] as const) {
      expect(await combineShares([shares[a] as Buffer, shares[b] as Buffer])).toEqual(secret);
    }
  });

  it('tell nothing of the secret alone', async () => {
    const secret = randomBytes(32);
    for (const share of await splitSecret(secret)) expect(share.includes(secret.subarray(0, 8))).toBe(false);
  });

  it('survive print and typing for every share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ minLength: 33, maxLength: 33 }),
        (number, share) => {
          expect(parseShare(renderShare(number, folderId, share))).toEqual({
            ok: true,
            value: { number, folderTail: '8057', bytes: Buffer.from(share) },
          });
        },
      ),
    );
  });
});
