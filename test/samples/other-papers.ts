import type { SeededRandom } from '../support/seeded-random.ts';
import { aPerson, aPlainDate, PROVINCE, placeAndDate } from './fictional-people.ts';
import {
  markAsSample,
  nationalHeader,
  type PaperSheet,
  paperSheet,
  rule,
  seal,
  signature,
  signedBlock,
} from './paper-sheet.ts';

const SCHOOL = 'TRƯỜNG ĐẠI HỌC LẠC GIANG';

/** A diploma in its frame, laid across the upper half of the glass. */
export function diploma(random: SeededRandom): string[] {
  const sheet = paperSheet({ random, margin: 24 });
  const graduate = aPerson(random, { from: 1996, to: 2003 });
  sheet.add(
    '<rect x="8" y="10" width="194" height="140" fill="#fbe3b4" fill-opacity="0.55"/><rect x="12" y="14" width="186" height="132" fill="none" stroke="#a8262e" stroke-width="2.2"/>' +
      '<rect x="15" y="17" width="180" height="126" fill="none" stroke="#c79a3a" stroke-width="0.7"/>',
  );
  sheet.y = 20;
  sheet.title('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12 });
  sheet.title('Độc lập - Tự do - Hạnh phúc', { size: 12 });
  rule(sheet, 80, 130, sheet.y + 2);
  sheet.gap(5);
  sheet.title(`HIỆU TRƯỞNG ${SCHOOL}`, { size: 12.5 });
  sheet.title('cấp', { size: 12, cut: 'regular' });
  sheet.title('BẰNG CỬ NHÂN', { size: 26, fill: '#a8262e' });
  sheet.title('KẾ TOÁN', { size: 14 });
  sheet.gap(1);
  sheet.field('Cho', graduate.name.toUpperCase(), { size: 13.5 });
  sheet.field('Ngày sinh', graduate.born, { size: 12.5 });
  sheet.field('Năm tốt nghiệp', '2025', { size: 12.5 });
  sheet.field('Xếp loại tốt nghiệp', random.pick(['Giỏi', 'Khá', 'Xuất sắc']), { size: 12.5 });
  sheet.at(`Số hiệu: LG ${100000 + random.below(800000)}`, 24, 136, { size: 11 });
  sheet.at(`Số vào sổ gốc: ${100 + random.below(800)}/2025`, 24, 141, { size: 11 });
  sheet.at('Lạc Giang, ngày 20 tháng 6 năm 2025', 150, 104, { size: 11.5, cut: 'italic', align: 'middle' });
  sheet.at('HIỆU TRƯỞNG', 150, 109.5, { size: 12, cut: 'bold', align: 'middle' });
  signature(sheet, 152, 123);
  seal(sheet, 136, 121, SCHOOL, 16);
  sheet.at(`PGS.TS. ${aPerson(random, { sex: 'man' }).name}`, 150, 139, {
    size: 12.5,
    cut: 'bold',
    align: 'middle',
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** Land use right certificate: owner, parcel with its plan, seal. */
export function landCertificate(random: SeededRandom): string[] {
  const sheet = paperSheet({ random, tint: '#fbe9ea' });
  const owner = aPerson(random, { sex: 'man', from: 1965, to: 1985 });
  sheet.add('<rect x="12" y="12" width="186" height="273" fill="none" stroke="#c26a78" stroke-width="1.6"/>');
  sheet.title('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13 });
  sheet.title('Độc lập - Tự do - Hạnh phúc', { size: 13 });
  sheet.gap(4);
  sheet.title('GIẤY CHỨNG NHẬN', { size: 24, fill: '#b3202c' });
  sheet.title('QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT', { size: 12.5, fill: '#b3202c' });
  sheet.gap(4);
  sheet.paragraph('1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất', { cut: 'bold', indent: 0 });
  sheet.paragraph(
    `Ông ${owner.name}, sinh năm ${owner.born.slice(-4)}, CCCD số ${owner.citizenNumber}; nơi cư trú: ${owner.home}.`,
  );
  sheet.paragraph('2. Thông tin thửa đất', { cut: 'bold', indent: 0 });
  sheet.field('Thửa đất số', `${10 + random.below(400)}; tờ bản đồ số: ${2 + random.below(30)}`, {
    size: 12.5,
  });
  sheet.field('Diện tích', `${180 + random.below(300)},5 m² (bằng chữ: xem sơ đồ)`, { size: 12.5 });
  sheet.field('Loại đất', 'Đất ở tại nông thôn', { size: 12.5 });
  sheet.field('Thời hạn sử dụng đất', 'Lâu dài', { size: 12.5 });
  sheet.field('Địa chỉ', `Thôn Bãi Giếng, xã Hương Lạc Thượng, ${PROVINCE}`, { size: 12.5 });
  sheet.gap(4);
  sheet.paragraph('3. Sơ đồ thửa đất', { cut: 'bold', indent: 0 });
  parcel(sheet, sheet.y + 4);
  sheet.y += 68;
  signedBlock(sheet, {
    x: 142,
    date: placeAndDate(aPlainDate(random, 2012, 2024), 'Lạc Giang'),
    title: ['VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI', 'GIÁM ĐỐC'],
    name: aPerson(random, { sex: 'man' }).name,
    sealed: 'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI LẠC GIANG',
  });
  sheet.at(`LG ${100000 + random.below(800000)}`, 30, 272, { cut: 'bold', size: 16, fill: '#b3202c' });
  markAsSample(sheet);
  return [sheet.svg()];
}

function parcel(sheet: PaperSheet, top: number): void {
  const { random } = sheet;
  const shake = () => random.next() * 7;
  const corners = [
    [62 + shake(), top + 4 + shake()],
    [138 + shake(), top + shake()],
    [150 - shake(), top + 54 - shake()],
    [58 - shake(), top + 58 - shake()],
  ] as const;
  const points = corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  sheet.add(`<polygon points="${points}" fill="#fff7f2" stroke="#17171c" stroke-width="0.5"/>`);
  for (const [index, [x, y]] of corners.entries()) {
    sheet.at(String(index + 1), x + (index === 1 || index === 2 ? 2 : -4), y, { size: 10 });
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    const length = (Math.hypot(nextX - x, nextY - y) / 3.1).toFixed(1).replace('.', ',');
    sheet.at(
      length,
      (x + nextX) / 2 + (index === 1 ? 2 : index === 3 ? -9 : 0),
      (y + nextY) / 2 + (index === 2 ? 5 : -1.5),
      { size: 9 },
    );
  }
  sheet.at('Đường liên thôn', 86, top + 66, { size: 10, cut: 'italic' });
  sheet.add(
    `<path d="M178 ${top + 24} v-18 m-3 6 l3 -6 l3 6" fill="none" stroke="#17171c" stroke-width="0.5"/>`,
  );
  sheet.at('B', 176.4, top + 4, { size: 11, cut: 'bold' });
}

/** Both sides of a citizen card, laid under each other on the glass. */
export function citizenCard(random: SeededRandom): string[] {
  const sheet = paperSheet({ random, tint: '#fdfdfb' });
  const holder = aPerson(random, { from: 1985, to: 2002 });
  card(sheet, 48, (x, y) => {
    const lines: [string, string][] = [
      ['Số / No.', holder.citizenNumber],
      ['Họ và tên / Full name', holder.name.toUpperCase()],
      ['Ngày sinh / Date of birth', holder.born],
      ['Giới tính / Sex', 'Nữ       Quốc tịch: Việt Nam'],
      ['Nơi cư trú / Residence', holder.home.split(',').slice(0, 2).join(',')],
    ];
    sheet.at('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x + 57, y + 8, {
      size: 6.2,
      cut: 'bold',
      align: 'middle',
    });
    sheet.at('CĂN CƯỚC (MẪU)', x + 58, y + 14.5, { size: 13, cut: 'bold', fill: '#b3202c', align: 'middle' });
    for (const [index, [label, value]] of lines.entries()) {
      sheet.at(label, x + 33, y + 20 + index * 7.6, { size: 6 });
      sheet.at(value, x + 33, y + 23.8 + index * 7.6, { size: index === 0 ? 11 : 8.6, cut: 'bold' });
    }
    portrait(sheet, x + 5, y + 20);
  });
  card(sheet, 136, (x, y) => {
    sheet.at('Đặc điểm nhận dạng / Personal identification:', x + 6, y + 10, { size: 6.5 });
    sheet.at('Nốt ruồi cách 1 cm dưới mép trái', x + 6, y + 15, { size: 8.4, cut: 'bold' });
    sheet.at('Ngày cấp / Date of issue: 12/05/2025', x + 6, y + 21, { size: 7 });
    sheet.at('BỘ CÔNG AN (MẪU)', x + 62, y + 24, { size: 8.4, cut: 'bold', align: 'middle' });
    seal(sheet, x + 60, y + 37, 'KHÔNG CÓ GIÁ TRỊ', 10);
    for (let ridge = 0; ridge < 9; ridge++)
      sheet.add(
        `<ellipse cx="${x + 20}" cy="${y + 36}" rx="${1 + ridge}" ry="${1.6 + ridge * 1.25}" fill="none" stroke="#3a3a42" stroke-width="0.35" stroke-dasharray="${2 + random.next() * 4} 0.6"/>`,
      );
    for (const [index, line] of [
      `IDVNM${holder.citizenNumber}<<<<<<<<<<<<<`,
      '8501010F4501018VNM<<<<<<<<<<<0',
    ].entries())
      sheet.at(line, x + 5, y + 51.5 + index * 4.2, { size: 8 });
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** ISO/IEC 7810 ID-1 is 85.6 x 54 mm; enlarged by a fifth, as copy shops do. */
function card(sheet: PaperSheet, top: number, draw: (x: number, y: number) => void): void {
  sheet.add(
    `<g transform="translate(53.5 ${top}) scale(1.2)"><rect width="85.6" height="58" rx="3" fill="#d9ecea" stroke="#8fb3b0" stroke-width="0.3"/>` +
      '<path d="M0 40 Q21 22 43 38 T85.6 30 V55 a3 3 0 0 1 -3 3 H3 a3 3 0 0 1 -3 -3 Z" fill="#f3e3c3" opacity="0.6"/>',
  );
  draw(0, 0);
  sheet.add('</g>');
}

function portrait(sheet: PaperSheet, x: number, y: number): void {
  sheet.add(
    `<g><rect x="${x}" y="${y}" width="23" height="31" fill="#eef3f8" stroke="#7d8c99" stroke-width="0.3"/>` +
      `<path d="M${x + 1} ${y + 31} q2 -10 10.5 -10 t10.5 10 Z" fill="#39435a"/><ellipse cx="${x + 11.5}" cy="${y + 13.5}" rx="6.6" ry="8.6" fill="#2a2320"/>` +
      `<ellipse cx="${x + 11.5}" cy="${y + 14.8}" rx="5" ry="6.6" fill="#e6bf9f"/><path d="M${x + 9} ${y + 18.2} q2.5 1.4 5 0" fill="none" stroke="#9c5a4c" stroke-width="0.4"/>` +
      `<circle cx="${x + 9.5}" cy="${y + 14}" r="0.6" fill="#2a2320"/><circle cx="${x + 13.5}" cy="${y + 14}" r="0.6" fill="#2a2320"/></g>`,
  );
}

const CLAUSES = [
  [
    'Điều 1. Đối tượng hợp đồng',
    'Bên A đồng ý cho Bên B thuê căn nhà cấp bốn cùng công trình phụ tại địa chỉ nêu trên để ở. Hiện trạng nhà được hai bên ghi trong biên bản bàn giao kèm theo hợp đồng này.',
  ],
  [
    'Điều 2. Thời hạn thuê',
    'Thời hạn thuê là 24 tháng kể từ ngày bàn giao. Hết thời hạn, nếu Bên B có nhu cầu thuê tiếp thì báo trước ít nhất ba mươi ngày để hai bên thỏa thuận.',
  ],
  [
    'Điều 3. Giá thuê và phương thức thanh toán',
    'Giá thuê là 3.500.000 đồng một tháng (ba triệu năm trăm nghìn đồng), trả trước ngày 05 hằng tháng bằng chuyển khoản hoặc tiền mặt, có giấy biên nhận.',
  ],
  [
    'Điều 4. Quyền và nghĩa vụ của Bên A',
    'Giao nhà đúng thời hạn, bảo đảm quyền sử dụng trọn vẹn cho Bên B, sửa chữa kịp thời các hư hỏng không do lỗi của Bên B và không đơn phương tăng giá trong thời hạn thuê.',
  ],
  [
    'Điều 5. Quyền và nghĩa vụ của Bên B',
    'Sử dụng nhà đúng mục đích, giữ gìn vệ sinh chung, trả tiền đầy đủ, đúng hạn; không tự ý cơi nới, cho thuê lại khi chưa được Bên A đồng ý bằng văn bản.',
  ],
  [
    'Điều 6. Đặt cọc',
    'Bên B đặt cọc số tiền bằng hai tháng tiền thuê. Tiền cọc được hoàn trả trong bảy ngày sau khi hai bên thanh lý hợp đồng, trừ các khoản bồi thường nếu có.',
  ],
  [
    'Điều 7. Giải quyết tranh chấp',
    'Mọi tranh chấp được giải quyết trước hết bằng thương lượng. Nếu không thương lượng được thì đưa ra Tòa án nhân dân có thẩm quyền giải quyết theo quy định của pháp luật.',
  ],
  [
    'Điều 8. Điều khoản cuối cùng',
    'Hợp đồng có hiệu lực từ ngày ký, lập thành ba bản có giá trị như nhau, mỗi bên giữ một bản, một bản lưu tại nơi chứng thực. Hai bên đã đọc, hiểu rõ và tự nguyện ký tên dưới đây.',
  ],
] as const;

/** A lease of two sheets, signed on the second. */
export function leaseContract(random: SeededRandom): string[] {
  const [owner, tenant] = [aPerson(random, { sex: 'man', from: 1960, to: 1980 }), aPerson(random)];
  const date = aPlainDate(random, 2026, 2026);
  const first = paperSheet({ random });
  nationalHeader(first, ['HỢP ĐỒNG DÂN SỰ'], `Số: ${10 + random.below(80)}/2026/HĐTN`);
  first.title('HỢP ĐỒNG THUÊ NHÀ Ở', { size: 17 });
  first.gap(3);
  first.paragraph(`Hôm nay, ngày ${date}, tại xã Hương Lạc Thượng, ${PROVINCE}, chúng tôi gồm có:`);
  for (const [side, person] of [
    ['BÊN CHO THUÊ (BÊN A)', owner],
    ['BÊN THUÊ (BÊN B)', tenant],
  ] as const) {
    first.gap(2);
    first.paragraph(side, { cut: 'bold', indent: 0 });
    first.field('Họ và tên', `${person.name}, sinh ngày ${person.born}`, { size: 12.5 });
    first.field('Căn cước số', person.citizenNumber, { size: 12.5 });
    first.field('Nơi cư trú', person.home, { size: 12.5 });
  }
  first.gap(3);
  first.paragraph('Hai bên thỏa thuận ký hợp đồng thuê nhà ở với các điều khoản sau đây:');
  clauses(first, 0, 4);
  first.at('Trang 1/2', 188, 282, { size: 10, align: 'right' });
  const second = paperSheet({ random });
  clauses(second, 4, 8);
  second.gap(6);
  const signers = second.y;
  signedBlock(second, { x: 60, title: ['BÊN CHO THUÊ', '(Ký, ghi rõ họ tên)'], name: owner.name });
  second.y = signers;
  signedBlock(second, { x: 150, title: ['BÊN THUÊ', '(Ký, ghi rõ họ tên)'], name: tenant.name });
  second.y = signers + 52;
  second.title('XÁC NHẬN CỦA NGƯỜI CHỨNG KIẾN', { size: 12.5 });
  signedBlock(second, {
    x: 105,
    title: ['TRƯỞNG THÔN'],
    name: aPerson(random, { sex: 'man' }).name,
    sealed: 'BAN QUẢN LÝ THÔN BÃI GIẾNG',
  });
  second.at('Trang 2/2', 188, 282, { size: 10, align: 'right' });
  for (const sheet of [first, second]) markAsSample(sheet);
  return [first.svg(), second.svg()];
}

function clauses(sheet: PaperSheet, from: number, to: number): void {
  for (const [title, text] of CLAUSES.slice(from, to)) {
    sheet.gap(2);
    sheet.paragraph(title, { cut: 'bold', indent: 0 });
    sheet.paragraph(text);
  }
}
