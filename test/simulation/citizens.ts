import type { Person } from '../../shared/domain/dossier/party.ts';
import { placeTable } from '../../shared/domain/geography/places.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';

/** Family names with their shares in a thousand people, after published counts of Vietnamese names; the last ones are Khmer, as in the delta. */
const FAMILIES: readonly (readonly [string, number])[] = [
  ['Nguyễn', 315],
  ['Trần', 109],
  ['Lê', 95],
  ['Phạm', 71],
  ['Huỳnh', 51],
  ['Phan', 45],
  ['Võ', 39],
  ['Đặng', 21],
  ['Bùi', 20],
  ['Đỗ', 14],
  ['Hồ', 13],
  ['Ngô', 13],
  ['Dương', 10],
  ['Lý', 9],
  ['Đinh', 9],
  ['Trương', 22],
  ['Lâm', 15],
  ['Mai', 10],
  ['Cao', 9],
  ['Tô', 7],
  ['Thạch', 25],
  ['Sơn', 14],
  ['Kim', 12],
  ['Danh', 8],
  ['Châu', 8],
  ['Ông', 2],
  ['Quách', 5],
  ['Đoàn', 11],
  ['Lương', 9],
  ['Hà', 9],
];
const MIDDLE = {
  female: [
    'Thị',
    'Thị',
    'Thị',
    'Thị',
    'Thị Ngọc',
    'Ngọc',
    'Thị Mỹ',
    'Thị Kim',
    'Thị Hồng',
    'Thanh',
    'Thị Bích',
    'Thúy',
    'Thị Thu',
  ],
  male: [
    'Văn',
    'Văn',
    'Văn',
    'Hữu',
    'Minh',
    'Quốc',
    'Đức',
    'Thanh',
    'Công',
    'Hoàng',
    'Trọng',
    'Tấn',
    'Phước',
    'Văn Út',
  ],
};
const GIVEN = {
  female: [
    'Mai',
    'Lan',
    'Hoa',
    'Thủy',
    'Thuỳ',
    'Trang',
    'Hương',
    'Hường',
    'Nga',
    'Nhung',
    'Yến',
    'Linh',
    'Loan',
    'Phượng',
    'Phương',
    'Tuyết',
    'Hạnh',
    'Diễm',
    'Thảo',
    'Thắm',
    'Vân',
    'Xuân',
    'Cúc',
    'Đào',
    'Điệp',
    'Hà',
    'Hằng',
    'Hiền',
    'Kiều',
    'Liên',
    'Ngân',
    'Nhi',
    'Như',
    'Oanh',
    'Quyên',
    'Tâm',
    'Thơ',
    'Trâm',
    'Trinh',
    'Tuyền',
    'Uyên',
    'Ý',
  ],
  male: [
    'An',
    'Bảo',
    'Bình',
    'Cường',
    'Danh',
    'Dũng',
    'Duy',
    'Đạt',
    'Được',
    'Hải',
    'Hậu',
    'Hiếu',
    'Hòa',
    'Hùng',
    'Hưng',
    'Khang',
    'Khoa',
    'Khôi',
    'Lâm',
    'Long',
    'Lợi',
    'Luân',
    'Nam',
    'Nghĩa',
    'Nhân',
    'Phát',
    'Phong',
    'Phúc',
    'Quân',
    'Quang',
    'Sang',
    'Sơn',
    'Tài',
    'Tâm',
    'Thắng',
    'Thành',
    'Thịnh',
    'Tiến',
    'Toàn',
    'Trí',
    'Trung',
    'Tuấn',
    'Út',
    'Vinh',
  ],
};
const HAMLETS = [
  'Khóm 1',
  'Khóm 4',
  'Ấp Phú Hòa',
  'Ấp Tân Thạnh',
  'Ấp 3',
  'Ấp Bình Lợi',
  'Ấp Đông',
  'Tổ 7, Ấp Chợ',
];
const OPERATORS = ['086', '090', '091', '093', '094', '097', '098', '032', '037', '070', '079', '085'];
const TOTAL = FAMILIES.reduce((sum, [, share]) => sum + share, 0);

const hasNoHalfBracket = (unit: string) => unit.includes('(') === unit.includes(')');

const neighbours = placeTable.communes
  .filter(({ provinceId }) => provinceId === 'vinh-long-2025')
  .flatMap(({ type, name, formerUnits, formerProvince }) => [
    `${type} ${name}, tỉnh Vĩnh Long`,
    ...formerUnits.filter(hasNoHalfBracket).map((unit) => {
      const former = unit.replace(/\s*\([^)]*\)/u, '');
      return `${former[0]?.toLowerCase()}${former.slice(1)}, tỉnh ${formerProvince}`;
    }),
  ])
  .map((text) => text.normalize('NFC'));

/**
 * A citizen of the fictional commune or around it, the same for a seed and a number: name, card number that fits sex and year (Thông tư
 * 17/2024/TT-BCA), address with its present or its former names, a phone for three of four.
 */
export function citizenOf(seed: number, number: number): Person {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const sex = random.next() < 0.53 ? ('female' as const) : ('male' as const);
  const year = 1940 + Math.floor(68 * Math.max(random.next(), random.next() * 0.9));
  const birthDate = `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
  const province = random.next() < 0.8 ? '086' : random.pick(['083', '084', '092', '079']);
  return {
    kind: 'person',
    name: `${familyOf(random)} ${random.pick(MIDDLE[sex])} ${random.pick(GIVEN[sex])}`,
    birthDate,
    sex,
    identity: {
      kind: 'citizen',
      number: `${province}${century}${String(year).slice(2)}${String(number % 1_000_000).padStart(6, '0')}`,
    },
    address: addressOf(random),
    phone: random.next() < 0.75 ? phoneOf(random) : '',
    email: '',
  };
}

function familyOf(random: SeededRandom): string {
  let place = random.next() * TOTAL;
  return FAMILIES.find(([, share]) => {
    place -= share;
    return place < 0;
  })?.[0] as string;
}

function addressOf(random: SeededRandom): string {
  const house = random.next() < 0.4 ? `Số ${1 + random.below(400)}, ` : '';
  const place = random.next() < 0.55 ? 'xã Thử Nghiệm, tỉnh Vĩnh Long' : random.pick(neighbours);
  return `${house}${random.pick(HAMLETS)}, ${place}`;
}

// Written as people write them: mostly in one piece, some in groups, a few with the country's code.
function phoneOf(random: SeededRandom): string {
  const digits = `${random.pick(OPERATORS)}${String(random.below(10_000_000)).padStart(7, '0')}`;
  const way = random.next();
  if (way < 0.7) return digits;
  return way < 0.93
    ? `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`
    : `+84 ${digits.slice(1)}`;
}

const two = (value: number) => String(value).padStart(2, '0');
