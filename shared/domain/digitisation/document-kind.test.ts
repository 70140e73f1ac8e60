import { expect, it } from 'vitest';
import procedureJson from '../../data/procedures.json' with { type: 'json' };
import { DOCUMENT_KINDS, kindOfComponent, kindOfResult, kindOfTitle, ruleOfKind } from './document-kind.ts';

it.each([
  ['giay-chung-sinh', 'birth-notice'],
  ['giay-to-tuy-than', 'identity-paper'],
  ['ban-sao-the-can-cuoc-can-cuoc-cong-dan', 'identity-paper'],
  ['giay-chung-nhan-ket-hon-cua-cha-me', 'marriage-certificate'],
  ['giay-xac-nhan-tinh-trang-hon-nhan-da-cap', 'marital-status'],
  ['giay-chung-nhan-quyen-so-huu-quyen-su', 'land-certificate'],
  ['giay-chung-nhan-da-cap', 'confirmation'],
  ['to-khai-dang-ky-khai-sinh', 'application'],
  ['van-ban-uy-quyen', 'authorisation'],
  ['other-1', 'other'],
])('takes a component %s for a %s', (componentId, kind) => expect(kindOfComponent(componentId)).toBe(kind));

it.each([
  ['GIẤY CHỨNG SINH', 'birth-notice'],
  ['Giấy xác nhận tình trạng hôn nhân', 'marital-status'],
  ['QUYẾT ĐỊNH Về việc hưởng trợ cấp', 'decision'],
  ['ĐƠN ĐỀ NGHỊ', 'application'],
  ['HỘ CHIẾU', 'other'],
  ['', 'other'],
])('takes a paper with the title %s for a %s', (title, kind) => expect(kindOfTitle(title)).toBe(kind));

it('knows the paper that a result is by its code in the national list', () => {
  expect(kindOfResult('KQ.G15.000031')).toBe('birth-certificate');
  expect(kindOfResult('KQ.G99.999999')).toBe('other');
  expect(kindOfResult(null)).toBe('other');
});

it('names only codes of results that the catalogue has, each for one kind', () => {
  const known = procedureJson.procedures.flatMap(({ results }) => results as { code?: string }[]);
  const named = DOCUMENT_KINDS.flatMap((kind) => ruleOfKind(kind).results ?? []);
  expect(new Set(named).size).toBe(named.length);
  expect(named.filter((code) => known.every((result) => result.code !== code))).toEqual([]);
});

it('keeps no paper of a single kind that proves nothing elsewhere', () => {
  const rules = DOCUMENT_KINDS.map(ruleOfKind);
  expect(rules.filter(({ single, reusable }) => single && !reusable)).toEqual([]);
});
