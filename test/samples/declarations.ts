import type { SeededRandom } from '../support/seeded-random.ts';
import { aPerson, type FictionalPerson, OFFICE, placeAndDate } from './fictional-people.ts';
import { markAsSample, type PaperSheet, paperSheet, signedBlock } from './paper-sheet.ts';

const BY_HAND = { byHand: true, size: 12.5 };

/** A declaration filled in by hand: who asks, what they state, their signature. */
function declaration(
  random: SeededRandom,
  title: string,
  asker: FictionalPerson,
  state: (sheet: PaperSheet) => void,
): string[] {
  const sheet = paperSheet({ random });
  sheet.title('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13 });
  sheet.title('Độc lập - Tự do - Hạnh phúc', { size: 13.5 });
  sheet.gap(6);
  sheet.title(title, { size: 16 });
  sheet.gap(3);
  sheet.field('Kính gửi', OFFICE, BY_HAND);
  state(sheet);
  sheet.gap(2);
  sheet.paragraph(
    'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật về cam đoan của mình.',
    { size: 12.5 },
  );
  signedBlock(sheet, {
    x: 145,
    date: placeAndDate(`${10 + random.below(18)}/11/2026`),
    title: ['Người yêu cầu', '(Ký, ghi rõ họ, chữ đệm, tên)'],
    name: asker.name,
  });
  markAsSample(sheet);
  return [sheet.svg()];
}

/** What every declaration says of a person. */
function stateOf(sheet: PaperSheet, person: FictionalPerson): void {
  sheet.field('Họ, chữ đệm, tên', person.name.toUpperCase(), BY_HAND);
  sheet.field('Ngày, tháng, năm sinh', person.born, BY_HAND);
  sheet.field('Dân tộc, quốc tịch', 'Kinh, Việt Nam', BY_HAND);
  sheet.field('Nơi cư trú', person.home, BY_HAND);
  sheet.field('Giấy tờ tùy thân', `CCCD số ${person.citizenNumber}`, BY_HAND);
}

/** Declaration for a marriage. */
export function marriageDeclaration(random: SeededRandom): string[] {
  const bride = aPerson(random, { from: 1996, to: 2004 });
  const groom = aPerson(random, { sex: 'man', from: 1993, to: 2002 });
  return declaration(random, 'TỜ KHAI ĐĂNG KÝ KẾT HÔN', bride, (sheet) => {
    for (const [heading, person] of [
      ['Bên nữ', bride],
      ['Bên nam', groom],
    ] as const) {
      sheet.gap(2);
      sheet.paragraph(heading, { cut: 'bold', indent: 0 });
      stateOf(sheet, person);
      sheet.field('Kết hôn lần thứ mấy', '01', BY_HAND);
    }
    sheet.gap(1.5);
    sheet.paragraph('Đề nghị cơ quan đăng ký kết hôn. Đề nghị cấp bản sao: Có [x]  Không [  ].', {
      size: 12.5,
    });
  });
}

/** Declaration for a certificate of marital status. */
export function maritalStatusDeclaration(random: SeededRandom): string[] {
  const asker = aPerson(random, { from: 1990, to: 2004 });
  return declaration(random, 'TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN', asker, (sheet) => {
    stateOf(sheet, asker);
    sheet.field('Tình trạng hôn nhân', 'Chưa đăng ký kết hôn với ai', BY_HAND);
    sheet.field('Trong thời gian cư trú tại', asker.home, BY_HAND);
    sheet.field('Mục đích sử dụng', 'Làm thủ tục vay vốn mua nhà ở xã hội', BY_HAND);
  });
}

/** Declaration for copies from the civil status books. */
export function extractDeclaration(random: SeededRandom): string[] {
  const asker = aPerson(random, { sex: 'man', from: 1985, to: 2002 });
  return declaration(random, 'TỜ KHAI ĐỀ NGHỊ CẤP BẢN SAO TRÍCH LỤC HỘ TỊCH', asker, (sheet) => {
    stateOf(sheet, asker);
    sheet.field('Quan hệ với người được cấp bản sao', 'Bản thân', BY_HAND);
    sheet.field('Loại giấy tờ đề nghị cấp', 'Bản sao Giấy khai sinh', BY_HAND);
    sheet.field('Đã đăng ký tại', `${OFFICE}, số 45 ngày 12/03/1998`, BY_HAND);
    sheet.field('Số lượng bản sao', '03 bản', BY_HAND);
  });
}
