export { CertifyScreen } from './CertifyScreen.tsx';
