export { BatchScreen } from './BatchScreen.tsx';
