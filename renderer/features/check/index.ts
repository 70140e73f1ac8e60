export { CheckScreen } from './CheckScreen.tsx';
export { filePlace } from './file-place.ts';
