export { PrintChoices } from './PrintChoices.tsx';
export { PrintLog } from './PrintLog.tsx';
export { PrintsUnderWay } from './PrintsUnderWay.tsx';
export { useChosenSheet, useNoticePrint, usePrint } from './use-print.ts';
