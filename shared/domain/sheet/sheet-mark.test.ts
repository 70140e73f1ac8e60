import { expect, it } from 'vitest';
import { DossierId, InstallationId } from '../../types/ids.ts';
import { packSheetMark, readSheetMark, type SheetMark, sheetMarkText } from './sheet-mark.ts';

const MARK: SheetMark = {
  kind: 'separator',
  installationId: InstallationId.parse('01936000-0000-7000-8000-0000000000a1'),
  dossierId: DossierId.parse('01936000-0000-7000-8000-0000000000d1'),
  componentId: 'ban-chinh-giay-to-van-ban',
};
const PROOF = Uint8Array.from({ length: 12 }, (_, at) => 200 + at);
const textOf = (mark: SheetMark) => sheetMarkText(packSheetMark(mark).bytes, PROOF);

it('reads back what it wrote, for every length of a component', () => {
  for (let length = 1; length <= 60; length += 1) {
    const mark = { ...MARK, componentId: 'a'.repeat(length) };
    const read = readSheetMark(textOf(mark));
    expect(read).toMatchObject({ ok: true, value: { mark } });
    if (read.ok) expect(read.value.proof).toEqual(PROOF);
    if (read.ok) expect(read.value.proved).toEqual(packSheetMark(mark).proved);
  }
});

it('keeps to the letters that a QR code packs tightly', () => {
  expect(textOf(MARK)).toMatch(/^QMC:[A-Z2-7]+$/u);
  expect(textOf(MARK).length).toBeLessThanOrEqual(125);
});

it('a cover names the paper copies that lie under it', () => {
  const cover = { ...MARK, kind: 'copy-cover' as const, componentId: '01936000-0000-7000-8000-0000000000f1' };
  expect(readSheetMark(textOf(cover))).toMatchObject({ ok: true, value: { mark: cover } });
  expect(readSheetMark(textOf({ ...cover, componentId: '' }))).toMatchObject({ ok: false });
});

it('a receipt names no component', () => {
  const receipt = { ...MARK, kind: 'hand-over-receipt' as const, componentId: '' };
  expect(readSheetMark(textOf(receipt))).toMatchObject({ ok: true, value: { mark: receipt } });
  expect(readSheetMark(textOf({ ...receipt, componentId: 'x' }))).toMatchObject({ ok: false });
  expect(readSheetMark(textOf({ ...MARK, componentId: '' }))).toMatchObject({ ok: false });
});

it.each([
  ['a citizen card', '083190001234||Lê Thị Thử|01021990|Nữ|Khóm 1|15052021', 'text'],
  ['an address', 'https://example.vn/QMC:AAAA', 'text'],
  ['nothing after the prefix', 'QMC:', 'version'],
  ['small letters', textOf(MARK).toLowerCase().replace('qmc', 'QMC'), 'text'],
  ['another version', `QMC:${'A'.repeat(64)}`, 'version'],
  ['a piece cut off', textOf(MARK).slice(0, -8), 'text'],
  ['a piece added', `${textOf(MARK)}AAAAAAAA`, 'mark'],
])('refuses %s', (_what, text, part) => {
  expect(readSheetMark(text)).toEqual({
    ok: false,
    refusal: { code: 'SHEET_MARK_UNREADABLE', data: { part } },
  });
});
