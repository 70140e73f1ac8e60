export { OnlineScreen } from './OnlineScreen.tsx';
