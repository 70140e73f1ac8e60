import type { SeededRandom } from '../support/seeded-random.ts';

/** Someone who does not exist. */
export interface FictionalPerson {
  name: string;
  born: string;
  /** Twelve digits that begin with a province code nobody has. */
  citizenNumber: string;
  home: string;
}

export const OFFICE = 'UBND xã Hương Lạc Thượng';
export const PROVINCE = 'tỉnh Lạc Giang';
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
const GIVEN = {
  woman: ['Thị Thuỳ Dương', 'Thị Ngọc Ánh', 'Thị Mỹ Hạnh', 'Thị Bích Phượng', 'Thị Quỳnh Như', 'Thị Tuyết'],
  man: ['Văn Thưởng', 'Hữu Nghĩa', 'Đức Khiêm', 'Quốc Dũng', 'Minh Tuệ', 'Trọng Hiếu'],
};
const HAMLETS = ['Thôn Đồng Ổi', 'Thôn Bãi Giếng', 'Thôn Chợ Cũ', 'Tổ dân phố 3', 'Thôn Suối Mỡ'];

const two = (value: number) => String(value).padStart(2, '0');

export function aPlainDate(random: SeededRandom, from: number, to: number): string {
  return `${two(1 + random.below(28))}/${two(1 + random.below(12))}/${from + random.below(to - from + 1)}`;
}

export function aPerson(
  random: SeededRandom,
  { sex = 'woman' as 'woman' | 'man', from = 1980, to = 1999, family = random.pick(FAMILY) } = {},
): FictionalPerson {
  const digits = Array.from({ length: 9 }, () => random.below(10)).join('');
  return {
    name: `${family} ${random.pick(GIVEN[sex])}`,
    born: aPlainDate(random, from, to),
    citizenNumber: `099${digits}`,
    home: `${random.pick(HAMLETS)}, xã Hương Lạc Thượng, ${PROVINCE}`,
  };
}

/** "Hương Lạc Thượng, ngày 05 tháng 02 năm 2026". */
export function placeAndDate(date: string, place = 'Hương Lạc Thượng'): string {
  const [day, month, year] = date.split('/');
  return `${place}, ngày ${day} tháng ${month} năm ${year}`;
}
