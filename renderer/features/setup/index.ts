export { RecoveryDialog, RecoveryOffer } from './RecoveryDialog.tsx';
export { SetupWizard } from './SetupWizard.tsx';
