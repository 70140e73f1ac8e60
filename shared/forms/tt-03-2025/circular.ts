/** What every form of Phụ lục I, Thông tư 03/2025/TT-VPCP has in common. */
export const TT_03_2025 = {
  circular: { number: '03/2025/TT-VPCP', issuedOn: '2025-09-15', issuer: 'Văn phòng Chính phủ' },
  validity: { from: '2025-09-15', to: null },
  office: {
    centre: {
      label: 'Trung tâm Phục vụ hành chính công',
      headLine: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      symbol: 'TTPVHCC',
    },
    desk: {
      label: 'Bộ phận Tiếp nhận và Trả kết quả',
      headLine: 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
      symbol: 'BPTNTKQ',
    },
  },
  numberLabel: 'Số',
  qrKey: 'code',
} as const;
