export { CatalogueTab } from './CatalogueTab.tsx';
