import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** States that colour, icon and word say together. */
export type MarkedState = 'good' | 'attention' | 'bad' | 'checking';

const ICONS = {
  good: IconCircleCheck,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  checking: IconLoader2,
};

/** A state with its icon and its word; the colour alone never says anything. */
export function StateMark(props: { state: MarkedState; children: ReactNode }) {
  const Icon = ICONS[props.state];
  return (
    <span className={`qmc-state qmc-${props.state}`}>
      <Icon size={18} stroke={2} aria-hidden />
      <span>{props.children}</span>
    </span>
  );
}
