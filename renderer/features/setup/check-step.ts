import { setup } from '../../../shared/contract/setup.ts';
import { checkFirstRun } from '../../../shared/domain/installation/first-run.ts';
import type { Refusal } from '../../../shared/types/result.ts';
import { isMessageKey, type Translate } from '../../lib/i18n.ts';
import { type Refused, refusalText } from '../../lib/refusal.ts';
import { type SetupDraft, toSetupInput } from './draft.ts';

/** The steps of the wizard that ask for something, with the part of the input that each fills. */
const PART_OF_STEP: Readonly<Record<number, string>> = {
  1: 'office',
  2: 'installation',
  3: 'books',
  4: 'administrator',
};

/** Stands for the request id that the command makes later; only its form counts here. */
const ANY_REQUEST = '00000000-0000-7000-8000-000000000000';

/**
 * What is wrong with one step, by the path of the field, in words. The schema and the rules are the host's own, so that a step that passes
 * here is refused there only for what this window cannot know.
 */
export function problemsOfStep(
  t: Translate,
  step: number,
  draft: SetupDraft,
  passwords: { password: string; repeated: string },
): Record<string, string> {
  const part = PART_OF_STEP[step];
  if (part === undefined) return {};
  const input = toSetupInput(draft, passwords.password);
  const parsed = setup.start['~orpc'].inputSchema?.safeParse({ requestId: ANY_REQUEST, ...input });
  const problems: Record<string, string> = {};
  for (const issue of parsed?.error?.issues ?? []) {
    const path = issue.path.map(String).join('.');
    if (path === part || path.startsWith(`${part}.`)) problems[path] ??= inWords(t, issue);
  }
  if (step === 1 && !draft.typedPlace && draft.commune === null)
    problems['office.place'] = t('invalid.place');
  if (step === 2) Object.assign(problems, rangeProblem(t, draft));
  if (step === 4 && passwords.password !== passwords.repeated) problems['repeated'] = t('password.mismatch');
  return problems;
}

function inWords(t: Translate, issue: { code: string; params?: unknown }): string {
  const named = (issue.params as { code?: string } | undefined)?.code;
  const key = `invalid.${named ?? issue.code}`;
  return isMessageKey(key) ? t(key) : t('invalid.other');
}

function rangeProblem(t: Translate, { first, last }: SetupDraft): Record<string, string> {
  const checked = checkFirstRun({ dailyCodes: { first, last }, books: [] });
  if (checked.ok) return {};
  const { code, data } = checked.refusal as Refusal;
  return { 'installation.dailyCodes.last': refusalText(t, { code, data: { ...data } }) };
}

const STEP_OF_REFUSAL: Readonly<Record<string, number>> = {
  PLACE_UNKNOWN: 1,
  CODE_RANGE_REVERSED: 2,
  CODE_RANGE_TOO_SMALL: 2,
  BOOK_TWICE: 3,
};

/** The step where a refused first run can be put right; undefined when no step can. */
export function stepOfRefusal({ code, data }: Refused): number | undefined {
  if (code !== 'INVALID_INPUT') return STEP_OF_REFUSAL[code];
  const paths = (data['issues'] as { path: string }[]).map(({ path }) => path);
  const steps = Object.entries(PART_OF_STEP).filter(([, part]) =>
    paths.some((path) => path.startsWith(part)),
  );
  return steps[0] === undefined ? undefined : Number(steps[0][0]);
}
