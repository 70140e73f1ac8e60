export { IdentityChecks } from './IdentityChecks.tsx';
export { MethodField } from './MethodField.tsx';
export { UnverifiedList } from './UnverifiedList.tsx';
