export { PrintChoices } from './PrintChoices.tsx';
export { PrintLog } from './PrintLog.tsx';
export { PrintsUnderWay } from './PrintsUnderWay.tsx';
export {
  type HandedSheet,
  useChosenSheet,
  useGuidancePrint,
  useNoticePrint,
  usePrint,
  usePrintsSeparators,
  useRegisterPrint,
} from './use-print.ts';
