export { KeptOriginals } from './KeptOriginals.tsx';
export { OriginalsList } from './OriginalsList.tsx';
