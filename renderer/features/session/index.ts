export { ChangeFirstPassword, ChangePasswordForm } from './ChangePassword.tsx';
export { LockScreen } from './LockScreen.tsx';
export { SignInScreen } from './SignInScreen.tsx';
