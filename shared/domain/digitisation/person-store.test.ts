import { expect, it } from 'vitest';
import { STANDING_CASES } from './person-store.cases.ts';
import { faultOfStored, HolderNumber, reuseFlags, standingsOf, storedKindOf } from './person-store.ts';

it.each(STANDING_CASES)('judges $what', ({ papers, standings }) =>
  expect(standingsOf(papers, '2026-11-24')).toEqual(standings),
);

it('says in the words of the national data what was used again', () => {
  expect(reuseFlags(null, false)).toEqual({
    DuocSoHoa: 1,
    DuocTaiSuDung: 0,
    DuocLayTuKhoDMQG: 0,
    MaKetQuaThayThe: '',
  });
  expect(reuseFlags({ fromComponent: 'x', resultCode: null }, false)).toMatchObject({
    DuocTaiSuDung: 1,
    MaKetQuaThayThe: '',
  });
  expect(reuseFlags({ fromComponent: null, resultCode: 'KQ.G15.000038' }, true)).toMatchObject({
    DuocTaiSuDung: 2,
    MaKetQuaThayThe: 'KQ.G15.000038',
    DuocLayTuKhoDMQG: 0,
  });
});

it.each(['086190001234', '331122334', 'B1234567', '0100109106', '0100109106-001'])(
  'takes %s for a number',
  (number) => expect(HolderNumber.safeParse(number).success).toBe(true),
);
it.each(['', '%', "1' OR '1", 'Lê Thị Thử'])('takes %s for none', (number) =>
  expect(HolderNumber.safeParse(number).success).toBe(false),
);

it.each([
  ['giay-xac-nhan-khuyet-tat', 'Giấy xác nhận khuyết tật', 'disability'],
  ['giay-to-1', 'Giấy khai sinh của trẻ em', 'birth-certificate'],
  ['to-khai-dang-ky-ket-hon', 'Tờ khai đăng ký kết hôn', null],
  ['giay-chung-nhan-da-cap', 'Giấy chứng nhận đã cấp', null],
  ['giay-xac-nhan-khuyet-tat-cu', 'Giấy xác nhận khuyết tật cũ', null],
  ['ban-chinh-giay-to-van-ban', 'Bản chính giấy tờ, văn bản', null],
] as const)('of a store, the component %s (%s) asks for %s', (id, name, kind) =>
  expect(storedKindOf({ id, name })).toBe(kind),
);

it('takes for a component only what was looked at, of its kind, while it holds', () => {
  const component = { id: 'giay-xac-nhan-khuyet-tat', name: 'Giấy xác nhận khuyết tật' };
  const entry = { kind: 'disability', standing: 'holds', sha256: 'a' } as const;
  const fault = (now: Parameters<typeof faultOfStored>[2]) => faultOfStored(component, { sha256: 'a' }, now);
  expect(fault(entry)).toBeNull();
  expect(fault(undefined)).toBe('gone');
  expect(fault({ ...entry, kind: 'diploma' })).toBe('other-kind');
  expect(fault({ ...entry, standing: 'expired' })).toBe('expired');
  expect(fault({ ...entry, sha256: 'b' })).toBe('changed');
});
