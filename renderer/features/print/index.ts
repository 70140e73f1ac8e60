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
  useTrialPrint,
} from './use-print.ts';
