export { TransferList } from './TransferList.tsx';
export { TransferScreen } from './TransferScreen.tsx';
