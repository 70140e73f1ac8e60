export { RecoveryShares } from './RecoveryShares.tsx';
export { SetupWizard } from './SetupWizard.tsx';
