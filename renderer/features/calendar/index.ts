export { CalendarTab } from './CalendarTab.tsx';
export { PromiseList } from './PromiseList.tsx';
