/** The first sheet of every workbook to be filled in: what goes where. The reader passes it over. */
export const GUIDE_SHEET = {
  title: 'Hướng dẫn',
  headings: ['Trang', 'Cột', 'Bắt buộc', 'Ghi gì'],
  must: 'Có',
} as const;
