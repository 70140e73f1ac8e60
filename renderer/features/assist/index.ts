export { AssistScreen } from './AssistScreen.tsx';
