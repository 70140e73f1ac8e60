import { describe, expect, it } from 'vitest';
import type { ScanRequest } from '../../host/ports/scanner.ts';
import { argumentsFor, readDeviceOptions } from './device-options.ts';

const REQUEST: ScanRequest = {
  deviceId: 'desk',
  scannerId: 'sane:x',
  source: 'feeder',
  duplex: false,
  colour: 'colour',
  dpi: 250,
};

// As a document scanner's driver prints it.
const DOCUMENT_SCANNER = `
All options specific to device \`fujitsu:x':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50|75|150|200|300|600dpi [600]
        Sets the resolution of the scanned image.
  Geometry:
    -l 0..221.121mm (in steps of 0.0211639) [0]
        Top-left x position of scan area.
    -x 0..221.121mm (in steps of 0.0211639) [215.872]
        Width of scan-area.
    -y 0..200mm (in steps of 0.0211639) [200]
        Height of scan-area.
    --brightness -127..127 (in steps of 1) [inactive]
`;
const EPSON =
  '    --source Flatbed|Automatic Document Feeder [Flatbed]\n    --adf-mode Simplex|Duplex [Simplex]\n';
const SHEET_FED = '    --mode Gray|24bit Color[Fast] [Gray]\n    --duplex[=(yes|no)] [no]\n';

describe('options of SANE devices', () => {
  const argsFor = (printed: string, changes: Partial<ScanRequest> = {}) => {
    const found = argumentsFor({ ...REQUEST, ...changes }, readDeviceOptions(printed));
    return typeof found === 'string' ? found : found.args.join(' ');
  };

  it('asks for the source, the tone, the next finer resolution and A4 as far as the device reaches', () => {
    expect(argsFor(DOCUMENT_SCANNER)).toBe('--source=ADF Front --mode=Color --resolution=300 -x 210 -y 200');
    expect(argsFor(DOCUMENT_SCANNER, { colour: 'gray', dpi: 1200 })).toContain(
      '--mode=Gray --resolution=600',
    );
  });

  it('leaves inactive options out', () => {
    expect(readDeviceOptions(DOCUMENT_SCANNER).has('brightness')).toBe(false);
    expect(readDeviceOptions(DOCUMENT_SCANNER).has('source')).toBe(true);
  });

  it('knows three ways to ask for both sides', () => {
    expect(argsFor(DOCUMENT_SCANNER, { duplex: true })).toContain('--source=ADF Duplex');
    expect(argsFor(EPSON, { duplex: true })).toBe('--source=Automatic Document Feeder --adf-mode=Duplex');
    expect(argsFor(SHEET_FED, { duplex: true })).toBe('--duplex=yes --mode=24bit Color[Fast]');
  });

  it('names what a device lacks', () => {
    expect(argsFor(DOCUMENT_SCANNER, { source: 'flatbed' })).toBe('SOURCE_MISSING');
    expect(argsFor('    --source Flatbed [Flatbed]\n')).toBe('SOURCE_MISSING');
    expect(argsFor('    --source Flatbed|ADF [Flatbed]\n', { duplex: true })).toBe('DUPLEX_MISSING');
    expect(argsFor('    --mode Lineart|Gray [Gray]\n')).toBe('COLOUR_MISSING');
  });
});
