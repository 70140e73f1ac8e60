import { blobUrl } from '../lib/blob-url.ts';

const LONGEST_LOAD_MS = 15_000;
const ID = 'qmc-print-frame';

/**
 * Opens the print dialog for a stored PDF, through a frame outside the window's view. Answers whether the dialog was opened; the file stays
 * to be opened by its link when it was not.
 */
export async function printStored(sha256: string): Promise<boolean> {
  document.getElementById(ID)?.remove();
  const frame = document.createElement('iframe');
  frame.id = ID;
  frame.className = 'qmc-print-frame';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.src = blobUrl(sha256);
  const loaded = new Promise<boolean>((resolve) => {
    frame.addEventListener('load', () => resolve(true), { once: true });
    setTimeout(() => resolve(false), LONGEST_LOAD_MS);
  });
  document.body.append(frame);
  try {
    if (!(await loaded)) return false;
    frame.contentWindow?.print();
    return frame.contentWindow !== null;
  } catch {
    return false;
  }
}
