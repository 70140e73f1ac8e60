import type { SeededRandom } from '../support/seeded-random.ts';
import { aPerson, aPlainDate, OFFICE, PROVINCE, placeAndDate } from './fictional-people.ts';
import { markAsSample, nationalHeader, paperSheet, signedBlock } from './paper-sheet.ts';

const SEAL = 'ỦY BAN NHÂN DÂN XÃ HƯƠNG LẠC THƯỢNG';
const OFFICE_LINES = ['TỈNH LẠC GIANG', 'UBND XÃ HƯƠNG LẠC THƯỢNG'];

/** Paper of the hospital that a child was born. */
export function birthNotice(random: SeededRandom): string[] {
  const sheet = paperSheet({ random });
  const mother = aPerson(random, { from: 1992, to: 2002 });
  const date = aPlainDate(random, 2026, 2026);
  nationalHeader(
    sheet,
    ['SỞ Y TẾ LẠC GIANG', 'BỆNH VIỆN ĐA KHOA LẠC GIANG'],
    `Số: ${random.below(900) + 100}/2026`,
  );
  sheet.title('GIẤY CHỨNG SINH', { size: 18 });
  sheet.title('(Bản sao cấp cho gia đình)', { cut: 'italic', size: 12 });
  sheet.gap(5);
  sheet.field('Họ và tên mẹ', mother.name.toUpperCase());
  sheet.field('Ngày, tháng, năm sinh', mother.born);
  sheet.field('Số định danh cá nhân', mother.citizenNumber);
  sheet.field('Dân tộc', 'Kinh');
  sheet.field('Nơi cư trú', mother.home);
  sheet.paragraph(`Đã sinh con vào lúc 06 giờ 45 phút, ngày ${date}, tại Bệnh viện Đa khoa Lạc Giang.`, {
    indent: 0,
  });
  sheet.field('Số lần sinh', '01');
  sheet.field('Số con trong lần sinh này', '01');
  sheet.field('Giới tính của con', random.pick(['Nữ', 'Nam']));
  sheet.field('Cân nặng', `${2700 + random.below(9) * 100} gam`);
  sheet.field('Hiện trạng sức khoẻ của con', 'Bình thường');
  sheet.field('Dự kiến đặt tên con', aPerson(random, { family: 'Lê' }).name.toUpperCase(), { byHand: true });
  sheet.field('Người đỡ đẻ', aPerson(random).name);
  sheet.gap(2);
  sheet.paragraph(
    'Ghi chú: Giấy này là căn cứ để đăng ký khai sinh. Cha, mẹ kiểm tra kỹ nội dung trước khi ký nhận.',
    {
      cut: 'italic',
      size: 11,
      indent: 0,
    },
  );
  sheet.gap(4);
  signedBlock(sheet, { x: 62, title: ['Mẹ hoặc người thân', '(Ký, ghi rõ họ tên)'], name: mother.name });
  signedBlock(sheet, {
    x: 150,
    date: placeAndDate(date, 'Lạc Giang'),
    title: ['TRƯỞNG KHOA SẢN'],
    name: aPerson(random, { sex: 'man' }).name,
    sealed: 'BỆNH VIỆN ĐA KHOA LẠC GIANG',
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** Declaration for a birth, filled in by hand. */
export function birthDeclaration(random: SeededRandom): string[] {
  const sheet = paperSheet({ random });
  const child = aPerson(random, { from: 2026, to: 2026, family: 'Lê' });
  const mother = aPerson(random, { from: 1992, to: 2002 });
  const father = aPerson(random, { sex: 'man', from: 1988, to: 1999, family: 'Lê' });
  const byHand = { byHand: true, size: 12.5 };
  sheet.title('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13 });
  sheet.title('Độc lập - Tự do - Hạnh phúc', { size: 13.5 });
  sheet.gap(6);
  sheet.title('TỜ KHAI ĐĂNG KÝ KHAI SINH', { size: 16 });
  sheet.gap(3);
  sheet.field('Kính gửi', OFFICE, byHand);
  sheet.field('Họ, chữ đệm, tên người yêu cầu', mother.name, byHand);
  sheet.field('Nơi cư trú', mother.home, byHand);
  sheet.field('Giấy tờ tùy thân', `CCCD số ${mother.citizenNumber}`, byHand);
  sheet.field('Quan hệ với người được khai sinh', 'Mẹ', byHand);
  sheet.gap(1.5);
  sheet.paragraph('Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:', { cut: 'bold', indent: 0 });
  sheet.field('Họ, chữ đệm, tên', child.name.toUpperCase(), byHand);
  sheet.field('Ngày, tháng, năm sinh', `${child.born}, bằng chữ: (xem giấy chứng sinh)`, byHand);
  sheet.field('Giới tính, dân tộc, quốc tịch', 'Nữ, Kinh, Việt Nam', byHand);
  sheet.field('Nơi sinh', `Bệnh viện Đa khoa Lạc Giang, ${PROVINCE}`, byHand);
  sheet.field('Quê quán', `Xã Hương Lạc Thượng, ${PROVINCE}`, byHand);
  sheet.field('Họ, chữ đệm, tên người mẹ', mother.name, byHand);
  sheet.field('Năm sinh, dân tộc, quốc tịch', `${mother.born.slice(-4)}, Kinh, Việt Nam`, byHand);
  sheet.field('Họ, chữ đệm, tên người cha', father.name, byHand);
  sheet.field('Năm sinh, dân tộc, quốc tịch', `${father.born.slice(-4)}, Kinh, Việt Nam`, byHand);
  sheet.field('Nơi cư trú', father.home, byHand);
  sheet.gap(2);
  sheet.paragraph(
    'Tôi cam đoan nội dung khai trên đây là đúng sự thật, được sự thỏa thuận nhất trí của các bên liên quan theo quy định của pháp luật.',
    { size: 12.5 },
  );
  sheet.paragraph('Đề nghị cấp bản sao: Có [x]  Không [  ].  Số lượng: 02 bản', { indent: 0, size: 12.5 });
  signedBlock(sheet, {
    x: 145,
    date: placeAndDate(child.born),
    title: ['Người yêu cầu', '(Ký, ghi rõ họ, chữ đệm, tên)'],
    name: mother.name,
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** Birth certificate with its border. */
export function birthCertificate(random: SeededRandom): string[] {
  const sheet = paperSheet({ random, margin: 26, tint: '#fdf4ee' });
  const child = aPerson(random, { from: 2019, to: 2025, family: 'Trần' });
  const mother = aPerson(random, { from: 1990, to: 1998 });
  const father = aPerson(random, { sex: 'man', from: 1985, to: 1996, family: 'Trần' });
  for (const [inset, width] of [
    [11, 1.5],
    [13.5, 0.4],
  ] as const)
    sheet.add(
      `<rect x="${inset}" y="${inset}" width="${210 - 2 * inset}" height="${297 - 2 * inset}" fill="none" stroke="#b5683c" stroke-width="${width}"/>`,
    );
  sheet.y = 28;
  nationalHeader(sheet, OFFICE_LINES, `Số: ${10 + random.below(180)}/2026`);
  sheet.title('GIẤY KHAI SINH', { size: 24, fill: '#b3202c' });
  sheet.gap(6);
  sheet.field('Họ, chữ đệm, tên', child.name.toUpperCase());
  sheet.field('Ngày, tháng, năm sinh', child.born);
  sheet.field('Giới tính', 'Nữ');
  sheet.field('Dân tộc', 'Kinh');
  sheet.field('Quốc tịch', 'Việt Nam');
  sheet.field('Nơi sinh', `Bệnh viện Đa khoa Lạc Giang, ${PROVINCE}`);
  sheet.field('Quê quán', `Xã Hương Lạc Thượng, ${PROVINCE}`);
  sheet.field('Số định danh cá nhân', child.citizenNumber);
  sheet.gap(3);
  for (const [who, parent] of [
    ['mẹ', mother],
    ['cha', father],
  ] as const) {
    sheet.field(`Họ, chữ đệm, tên người ${who}`, parent.name.toUpperCase());
    sheet.field('Năm sinh', parent.born.slice(-4));
    sheet.field('Nơi cư trú', parent.home, { size: 12.5 });
  }
  sheet.gap(3);
  sheet.field('Nơi đăng ký khai sinh', `${OFFICE}, ${PROVINCE}`);
  sheet.field('Ngày, tháng, năm đăng ký', aPlainDate(random, 2026, 2026));
  signedBlock(sheet, {
    x: 142,
    title: ['NGƯỜI KÝ GIẤY KHAI SINH', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    name: aPerson(random, { sex: 'man' }).name,
    sealed: SEAL,
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** Marriage certificate: wife and husband side by side. */
export function marriageCertificate(random: SeededRandom): string[] {
  const sheet = paperSheet({ random, margin: 24, tint: '#fbf3f1' });
  const wife = aPerson(random, { from: 1994, to: 2003 });
  const husband = aPerson(random, { sex: 'man', from: 1990, to: 2001 });
  sheet.add('<rect x="11" y="11" width="188" height="275" fill="none" stroke="#a9555f" stroke-width="1.3"/>');
  sheet.y = 26;
  nationalHeader(sheet, OFFICE_LINES, `Số: ${10 + random.below(90)}/2026`);
  sheet.title('GIẤY CHỨNG NHẬN KẾT HÔN', { size: 21, fill: '#b3202c' });
  const top = sheet.y + 14;
  sheet.add(`<line x1="105" x2="105" y1="${top - 6}" y2="${top + 82}" stroke="#a9555f" stroke-width="0.4"/>`);
  for (const [x, who, person] of [
    [24, 'vợ', wife],
    [110, 'chồng', husband],
  ] as const) {
    const lines: [string, string][] = [
      [`Họ, chữ đệm, tên ${who}:`, person.name.toUpperCase()],
      ['Ngày, tháng, năm sinh:', person.born],
      ['Dân tộc, quốc tịch:', 'Kinh, Việt Nam'],
      ['Số định danh cá nhân:', person.citizenNumber],
      ['Nơi cư trú:', person.home.split(',')[0] ?? ''],
      ['', `xã Hương Lạc Thượng, ${PROVINCE}`],
    ];
    for (const [index, [label, value]] of lines.entries()) {
      sheet.at(label, x, top + index * 14, { size: 12 });
      sheet.at(value, x, top + (label === '' ? 68 : 6 + index * 14), { size: 12.5, cut: 'bold' });
    }
  }
  sheet.y = top + 88;
  sheet.field('Nơi đăng ký kết hôn', `${OFFICE}, ${PROVINCE}`);
  sheet.field('Ngày, tháng, năm đăng ký', aPlainDate(random, 2026, 2026));
  sheet.paragraph('Giấy chứng nhận kết hôn này có giá trị kể từ ngày, tháng, năm đăng ký.', {
    indent: 0,
    cut: 'italic',
  });
  const signers = sheet.y + 4;
  for (const [x, title, name] of [
    [48, 'VỢ', wife.name],
    [100, 'CHỒNG', husband.name],
  ] as const) {
    sheet.y = signers;
    signedBlock(sheet, { x, title: [title, '(Ký, ghi rõ họ tên)'], name });
  }
  sheet.y = signers;
  signedBlock(sheet, {
    x: 160,
    title: ['NGƯỜI KÝ', 'CHỦ TỊCH'],
    name: aPerson(random, { sex: 'man' }).name,
    sealed: SEAL,
  });
  markAsSample(sheet);
  return [sheet.svg()];
}
