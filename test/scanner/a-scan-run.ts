import type { ScannedPage, Scanner, ScanRequest } from '../../electron/host/ports/scanner.ts';

export const DESK = '01930000-0000-7000-8000-000000000001';

/** A request for the feeder, one side, colour, 200 dpi, unless told otherwise. */
export function aScanRequest(scannerId: string, changes: Partial<ScanRequest> = {}): ScanRequest {
  return {
    deviceId: DESK,
    scannerId,
    source: 'feeder',
    duplex: false,
    colour: 'colour',
    dpi: 200,
    ...changes,
  };
}

/** Runs a scan and gathers its pages beside its answer. */
export async function scanned(
  scanner: Scanner,
  request: ScanRequest,
  { signal = new AbortController().signal, onPage = (_page: ScannedPage): void => undefined } = {},
) {
  const pages: ScannedPage[] = [];
  const answer = await scanner.scan(
    request,
    {
      async onPage(page) {
        pages.push(page);
        onPage(page);
      },
    },
    signal,
  );
  return { answer, pages };
}
