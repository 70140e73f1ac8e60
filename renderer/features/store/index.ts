export { StoreDialog } from './StoreDialog.tsx';
export { paperInWords, Standing, validityInWords } from './StoreEntries.tsx';
export { StoreScreen } from './StoreScreen.tsx';
