export { CatalogueTab } from './CatalogueTab.tsx';
export { clockText, feeText, limitText } from './catalogue-words.ts';
