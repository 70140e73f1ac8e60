import { expect, it } from 'vitest';
import { copyFileName } from './copy-delivery.ts';

it('a file of a copy has a name that every computer takes, and the number in it', () => {
  const name = (title: string) => copyFileName({ number: '07', book: '01/2026-SCTĐT/BS', title });
  expect(name('Giấy khai sinh')).toBe('ban-sao-so-07-01-2026-sctdt-bs-giay-khai-sinh.pdf');
  for (const title of ['Bằng "Tốt nghiệp": C:\\x/../y*?', 'CON', '...', 'Đ'.repeat(300)])
    expect(name(title)).toMatch(/^ban-sao-so-07-01-2026-sctdt-bs(-[a-z0-9]+)*\.pdf$/u);
  expect(name('Đ'.repeat(300)).length).toBeLessThan(80);
});
