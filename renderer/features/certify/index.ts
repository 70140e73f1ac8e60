export { CertifyScreen } from './CertifyScreen.tsx';
export { reasonWords } from './verdict-words.ts';
