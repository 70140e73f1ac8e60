export { CertifyScreen } from './CertifyScreen.tsx';
export { ExpiryNotices } from './components/ExpiryNotices.tsx';
