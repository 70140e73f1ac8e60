export { DeliverDialog } from './DeliverDialog.tsx';
