import type { FormValues } from '../../shared/forms/form-values.ts';

/** An ordinary morning's slip: a mother registers a birth; all people and numbers are made up. */
export function aSlip(
  changes: { fields?: FormValues['fields']; signers?: FormValues['signers'] } = {},
): FormValues {
  return {
    office: {
      kind: 'centre',
      superior: 'UBND XÃ EA KTUR',
      name: 'xã Ea Ktur',
      place: 'Ea Ktur',
      number: '0312',
      symbol: 'UBND',
    },
    issuedAt: '2026-02-05T01:17:00.000Z',
    fields: {
      code: 'H15.34.12-260205-3001',
      applicant: 'Nguyễn Thị Thuỳ Dương',
      applicantId: '066195004321',
      address: 'Thôn 8, xã Ea Ktur, tỉnh Đắk Lắk',
      phone: '0905 123 456',
      email: 'thuyduong.nguyen@example.vn',
      request: 'Đăng ký khai sinh',
      components: [
        { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1, certifiedCopies: 0, photocopies: 0 },
        { name: 'Giấy chứng sinh', originals: 1, certifiedCopies: 0, photocopies: 0 },
        {
          name: 'Giấy chứng nhận kết hôn của cha, mẹ (xuất trình)',
          originals: 0,
          certifiedCopies: 1,
          photocopies: 1,
        },
      ],
      sets: 1,
      limit: 'trong ngày (ngày làm việc tiếp theo nếu nhận sau 15 giờ)',
      receivedAt: '2026-02-05T01:15:00.000Z',
      returnAt: '2026-02-05T09:30:00.000Z',
      returnPlace: 'Trung tâm Phục vụ hành chính công xã Ea Ktur',
      bookNumber: '01/2026',
      bookEntry: '312',
      ...changes.fields,
    },
    signers: changes.signers ?? {
      submitter: { name: 'Nguyễn Thị Thuỳ Dương' },
      receiver: { name: 'H’Hương Niê Kdăm' },
    },
  };
}
