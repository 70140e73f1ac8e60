import { expect, it } from 'vitest';
import { scannerProblem } from './use-scan.ts';

it("takes the scanner's own code out of a scan that gave nothing", () => {
  const refused = { code: 'SCAN_GAVE_NOTHING', data: { code: 'PAPER_JAM', data: {} } };
  expect(scannerProblem(refused)).toEqual({ code: 'PAPER_JAM', data: {} });
});

it('says a failed scan for a code without words', () => {
  expect(scannerProblem({ code: 'NO_SUCH_CODE', data: {} }).code).toBe('SCANNER_FAILED');
});
