import { officeDay } from '../../shared/domain/time/office-time.ts';
import { FORM_TEMPLATE_FORMAT } from '../../shared/forms/form-template.ts';
import { standardForm } from '../../shared/forms/forms.ts';
import { aPublication, workbookOf } from '../tables/a-publication.ts';
import { expect, expectAccessible, expectAccessibleInEachScheme, signIn, test } from './counter.ts';

test('an administrator publishes procedures: a wrong row is named, mended, and the file taken whole', async ({
  page,
  counter,
}) => {
  test.slow();
  await counter.setUp();
  await counter.open(page);
  await signIn(page);
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await page.goto(`${counter.host.address}/#/administration/catalogue`);
  await page.getByText('Kiểm tra', { exact: true }).click();
  await expect(page.getByText('Chưa có mã của tỉnh.').first()).toBeVisible();
  await page.getByLabel('Loại vấn đề').selectOption('child-code-missing');
  await expectAccessibleInEachScheme(page);

  await page.getByText('Cập nhật', { exact: true }).click();
  await page.getByRole('button', { name: 'Lập tệp mẫu Excel' }).click();
  const fetched = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tệp mẫu' }).click();
  expect((await fetched).suggestedFilename()).toBe('danh-muc-thu-tuc.xlsx');

  const sheets = aPublication(officeDay(new Date().toISOString()));
  const give = async (name: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn tệp danh mục…' }).click();
    await (await chooser).setFiles({
      name,
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await workbookOf(sheets)),
    });
  };
  const [limit] = sheets.cases;
  if (limit === undefined) throw new Error('no case');
  limit['value'] = 'năm';
  await give('sai.xlsx');
  await expect(page.getByText('"năm" không phải số: chỉ ghi chữ số.')).toBeVisible();
  await expectAccessibleInEachScheme(page);
  limit['value'] = '5';
  await give('dung.xlsx');
  await expect(page.getByText('thêm 1, sửa 0', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Công bố' }).click();
  await expect(page.getByText('Đã công bố lần 1', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await page.getByText('Tra cứu', { exact: true }).click();
  await page.getByLabel('Tìm thủ tục').fill('cgt');
  await page.getByRole('button', { name: /Cấp giấy thử/ }).click();
  await expect(page.getByText('Niêm yết (thụ lý): niêm yết 4 ngày làm việc')).toBeVisible();
  await expect(page.getByText('miễn: Hộ nghèo (Nghị quyết 1)')).toBeVisible();
  await expectAccessible(page);

  // A form from a file, in the same administrator's hands.
  await page.goto(`${counter.host.address}/#/administration/forms`);
  await page.getByRole('heading', { name: 'Mẫu giấy đang in' }).waitFor();
  const slip = standardForm('slip');
  const giveForm = async (more: Partial<typeof slip>) =>
    page.locator('input[type=file]').setInputFiles({
      name: 'mau.json',
      mimeType: 'application/json',
      buffer: Buffer.from(
        JSON.stringify({
          format: FORM_TEMPLATE_FORMAT,
          form: { ...slip, id: 'tinh/mau-01', validity: { from: '2099-01-01', to: null }, ...more },
        }),
      ),
    });
  await giveForm({ title: 'GIẤY TIẾP NHẬN 𠀀' });
  await expect(page.getByText('Phông chữ in không có chữ “𠀀”', { exact: false })).toBeVisible();
  await giveForm({});
  await expect(page.getByRole('link', { name: 'Xem bản in thử' })).toBeVisible();
  await page.getByRole('button', { name: 'Dùng từ ngày 01/01/2099' }).click();
  await expect(page.getByText('Từ ngày 01/01/2099: GIẤY TIẾP NHẬN', { exact: false })).toBeVisible();
  await expectAccessibleInEachScheme(page);
});
