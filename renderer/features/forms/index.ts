export { FormsTab } from './FormsTab.tsx';
