export { ActTab } from './ActTab.tsx';
export { PaperTray } from './PaperTray.tsx';
export { VisitTab } from './VisitTab.tsx';
