export { Refusals } from './Refusals.tsx';
export { RefuseDialog } from './RefuseDialog.tsx';
