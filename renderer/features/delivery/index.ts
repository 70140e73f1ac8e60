export { DeliveryScreen } from './DeliveryScreen.tsx';
