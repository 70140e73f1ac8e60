import { describe, expect, it } from 'vitest';
import { nextScanner } from './next-scanner.ts';

const scanner = (scannerId: string, name: string, announcedAt: string | null = null) => ({
  deviceId: 'desk',
  scannerId,
  name,
  announcedAt,
});
const canonNet = scanner('escl:http://10.0.0.7/eSCL/', 'Canon DR-C225');
const epson = scanner('sane:epson:1', 'Epson DS-770');
const canonCable = scanner('sane:canon:1', 'Canon DR-C225 sheetfed scanner');
const stranger = scanner('escl:http://10.0.0.9/eSCL/', 'Canon DR-C225', '10.0.0.9');
const all = [canonNet, epson, canonCable, stranger];

describe('the scanner that is offered when one failed', () => {
  it('is the same model through another driver, else the next one', () => {
    expect(nextScanner('SCANNER_FAILED', canonNet, all)).toBe(canonCable);
    expect(nextScanner('SCANNER_GONE', canonCable, all)).toBe(canonNet);
    expect(nextScanner('SCANNER_UNREACHABLE', epson, all)).toBe(canonCable);
    expect(nextScanner('SCANNER_BUSY', canonNet, [canonNet, epson])).toBe(epson);
  });

  it('is none where paper is the matter, where there is no other, or only one that announced itself', () => {
    expect(nextScanner('PAPER_JAM', canonNet, all)).toBeUndefined();
    expect(nextScanner('FEEDER_EMPTY', canonNet, all)).toBeUndefined();
    expect(nextScanner('SCAN_CANCELLED', canonNet, all)).toBeUndefined();
    expect(nextScanner(undefined, canonNet, all)).toBeUndefined();
    expect(nextScanner('SCANNER_FAILED', canonNet, [canonNet, stranger])).toBeUndefined();
    expect(nextScanner('SCANNER_FAILED', undefined, all)).toBeUndefined();
  });
});
