export { DeliveryScreen } from './DeliveryScreen.tsx';
export { WhyUnsent } from './WhyUnsent.tsx';
