export { PageImage, PdfPage } from './components/Pages.tsx';
export { ScanScreen } from './ScanScreen.tsx';
export { usePageActions } from './use-page-actions.ts';
