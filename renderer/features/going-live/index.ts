export { GoingLiveTab } from './GoingLiveTab.tsx';
