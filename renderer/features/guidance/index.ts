export { EarlierGuidance } from './EarlierGuidance.tsx';
export { GuidanceDialog } from './GuidanceDialog.tsx';
export { GuidanceList } from './GuidanceList.tsx';
export type { GuidedComponent } from './guidance-form.ts';
export { LastGuidance } from './LastGuidance.tsx';
export { type Guiding, useGuiding } from './use-guiding.ts';
