export { PageImage, PdfPage } from './components/Pages.tsx';
export { ScannerPanel, useSettings } from './components/ScannerPanel.tsx';
export { ScanScreen } from './ScanScreen.tsx';
export { usePageActions } from './use-page-actions.ts';
export { type ScanDoors, useScanningInto } from './use-scan.ts';
