import type { Page } from '@playwright/test';
import type { CounterClient } from '../support/contract-clients.ts';
import { requestId } from '../support/request-id.ts';
import { expect } from './counter.ts';

/** What the office of the 3 x 5 case types at most, from the card to the receipt of the visit. */
export const MOST_KEYS = 25;

/** A deputy who may sign copies and did not compare them. */
export async function addOfficer(client: CounterClient): Promise<void> {
  const { userId } = await client.people.create({
    requestId: requestId(),
    login: 'minhduc',
    displayName: 'Phạm Minh Đức',
    jobTitle: 'Phó Chủ tịch',
    initialPassword: 'mat-khau-ban-dau',
    grants: [{ role: 'certifying-officer', validFrom: '2026-01-01', validTo: null }],
  });
  await client.book.addSigner({
    requestId: requestId(),
    userId,
    kind: 'deputy',
    office: '',
    ground: '',
    scope: ['copy'],
    compares: false,
    validFrom: '2026-01-01',
    validTo: null,
  });
}

/** What happens at two places of a visit, where somebody wants to look. */
interface Looks {
  filled?: () => Promise<void>;
  numbered?: () => Promise<void>;
}

/**
 * Three originals of 1, 2 and 4 pages, five copies of each, on the screen of a visit: received, numbered, and handed over, by keys alone. Answers the keys
 * that were pressed; what the card reader types is none, a letter is one.
 */
export async function expressVisit(page: Page, card: string, looks: Looks = {}): Promise<number> {
  let keys = 0;
  const press = async (...names: string[]) => {
    for (const name of names) {
      await page.keyboard.press(name);
      keys += 1;
    }
  };
  const title = (place: number) => page.getByRole('combobox', { name: `Tên bản chính ${place}` });
  const pages = (place: number) => page.getByLabel(`Số trang của bản chính ${place}`);
  await expect(page.getByLabel('Thẻ của người nộp')).toBeFocused();
  // The reader types the card and its closing Enter.
  await page.keyboard.insertText(card);
  await page.keyboard.press('Enter');
  await expect(title(1)).toBeFocused();
  await press('t', 'h', 'Enter');
  await expect(pages(1)).toBeFocused();
  await press('1', 'Enter', '5', 'Enter');
  await expect(title(2)).toBeFocused();
  await press('k', 's', 'Enter');
  await expect(pages(2)).toBeFocused();
  await press('2', 'Enter', 'Enter');
  await press('b', 'd', 'Enter');
  await expect(pages(3)).toBeFocused();
  await press('4', 'Enter', 'Enter', 'Enter');
  await expect(page.getByLabel(/^Đã đối chiếu từng trang/u)).toBeFocused();
  await expect(page.getByText('60.000')).toBeVisible();
  await press('Space');
  await looks.filled?.();
  await press('F9');
  await expect(page.getByText('Đã nhận, đã vào danh sách chờ ký')).toBeVisible();
  await press('Alt+i');
  await expect(page.getByText('Đã cấp số, đang ký và đóng dấu')).toBeVisible();
  await looks.numbered?.();
  await press('Alt+g');
  await expect(page.getByText('Đã trả đủ các bản sao')).toBeVisible();
  return keys;
}
