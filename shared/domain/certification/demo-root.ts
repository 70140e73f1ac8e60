import { vi } from '../../messages/vi.ts';

/** Whether a root is one of a demonstration, by the words that its name must carry: nothing that it issued has legal value. */
export function isDemoRoot(subject: string): boolean {
  return subject
    .normalize('NFC')
    .toLocaleUpperCase('vi')
    .includes(vi['signing.demoMark'].toLocaleUpperCase('vi'));
}
