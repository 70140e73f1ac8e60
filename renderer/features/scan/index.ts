export { PageImage, PdfPage } from './components/Pages.tsx';
export { ScanScreen } from './ScanScreen.tsx';
