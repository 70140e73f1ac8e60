export { PaperTray } from './PaperTray.tsx';
export { VisitTab } from './VisitTab.tsx';
