export { StoreDialog } from './StoreDialog.tsx';
export { StoreScreen } from './StoreScreen.tsx';
