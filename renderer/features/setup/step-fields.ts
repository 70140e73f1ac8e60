import type { SetupStatus } from '../../../shared/contract/setup.ts';

/** What every step is given: the words for wrong fields by path, and what the host said of itself. */
export interface StepProps {
  problems: Record<string, string>;
  status: SetupStatus;
}

/** The mark and the words of the field at a path. */
export function fieldsOf({ problems }: StepProps) {
  return (path: string, isRequired = true) => ({ withAsterisk: isRequired, error: problems[path] });
}
