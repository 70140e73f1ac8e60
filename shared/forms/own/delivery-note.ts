import { shortDay } from '../written-time.ts';

/** The name of the note beside the copies. */
export const DELIVERY_NOTE_NAME = 'doc-truoc-cach-kiem-tra.txt';

/** A copy that the note is about. */
export interface NotedCopy {
  fileName: string;
  title: string;
  number: string;
  book: string;
  certifiedOn: string;
  sha256: string;
}

/** What the citizen is told beside electronic certified copies, in plain words: what they are, how anybody checks them, and what spoils them. Lines as Windows ends them. */
export function deliveryNote(office: string, day: string, copies: readonly NotedCopy[]): string {
  const lines = [
    'BẢN SAO ĐIỆN TỬ ĐƯỢC CHỨNG THỰC TỪ BẢN CHÍNH',
    `Nơi chứng thực: ${office}`,
    `Ngày giao: ${shortDay(day)}`,
    '',
    ...copies.flatMap(({ fileName, title, number, book, certifiedOn, sha256 }, index) => [
      `${index + 1}. ${title}`,
      `   Số chứng thực ${number}, quyển số ${book}, ngày ${shortDay(certifiedOn)}`,
      `   Tệp: ${fileName}`,
      `   Dấu vân tay của tệp (SHA-256): ${sha256}`,
      '',
    ]),
    'CÁCH KIỂM TRA',
    '- Mở tệp bằng chương trình đọc PDF có xem chữ ký số. Phải thấy hai chữ ký: của người chứng thực và của cơ quan; chương trình phải báo tệp không bị thay đổi từ khi ký.',
    '- Hoặc mang tệp đến nơi chứng thực, nơi đó kiểm tra và tra sổ theo số ở trên.',
    '',
    'CẦN BIẾT',
    '- Giữ nguyên tệp như đã nhận. Sửa, ghép, nén ảnh hay lưu lại bằng chương trình khác làm mất giá trị chữ ký.',
    '- Bản in ra giấy của tệp này không có chữ ký số nên không thay được tệp.',
    '- Nơi nhận cần tệp, không cần bản in. Sao chép tệp thành nhiều bản thì bản nào cũng có giá trị như nhau.',
  ];
  // A mark of byte order, by which old programs know the letters for what they are.
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
