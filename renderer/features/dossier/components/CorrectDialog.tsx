import { Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { FeeChoice } from '../../../../shared/domain/dossier/fees.ts';
import type { Party } from '../../../../shared/domain/dossier/party.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { emptyParty, fromParty, type PartyForm, toParty } from '../party-form.ts';
import { useSlip } from '../use-receive.ts';
import { Exemption } from './FeeSection.tsx';
import { PartyFields } from './PartyFields.tsx';
import { peopleOf, rolesInWords } from './people-words.ts';

type Role = DossierView['parties'][number]['role'];

interface Form {
  role: Role;
  party: PartyForm;
  request: string;
  fees: FeeChoice[];
  reason: string;
  /** What stood there when it was begun. */
  seen: { request: string; party: Party | null; fees: FeeChoice[] };
}

/** Puts right what was typed wrong at the reception; the slip that takes the place of the wrong one is opened for printing. */
export function CorrectDialog(props: { dossier: DossierView; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { dossier } = props;
  const correct = useCommand(client.life.correct);
  const slip = useSlip();
  const people = peopleOf(dossier.parties);
  const name = `dossier.correct.${dossier.dossierId}`;
  const [form, setForm] = useDraft<Form>(name, startOf(dossier, people[0]?.roles[0] ?? 'submitter'));
  const forget = useDrafts((state) => state.forget);
  const set = (changed: Partial<Form>) => setForm({ ...form, ...changed });
  const submit = async () => {
    const { role, party, request, fees, reason, seen } = form;
    const done = await correct.run({
      dossierId: dossier.dossierId,
      request: request === dossier.request ? null : request,
      party: { role, party: toParty(party) },
      seen,
      ...(JSON.stringify(fees) === JSON.stringify(seen.fees) ? {} : { fees }),
      reason,
    });
    if (done === undefined) return;
    forget(name);
    props.onClose();
    await slip.draw(dossier.dossierId);
  };
  const problems = fieldProblems(t, correct.refused);
  const marks = Object.fromEntries(
    Object.keys(problems).map((path) => [path.replace(/^party\.party\./u, `${form.role}.`), '']),
  );
  return (
    <Dialog
      title={t('step.correct')}
      opened={props.opened}
      size="xl"
      onClose={() => {
        // What was begun on what no longer stands is begun anew.
        if (correct.refused?.code === 'CORRECTED_MEANWHILE') forget(name);
        correct.reset();
        props.onClose();
      }}
      onSubmit={() => void submit()}
      submitLabel={t('step.correctAndPrint')}
      running={correct.running}
      refused={correct.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('step.correctNote')}
      </Text>
      {people.length > 1 && (
        <NativeSelect
          label={t('step.correctWhom')}
          value={form.role}
          data={people.map(({ roles, party }) => ({
            value: roles[0] as string,
            label: `${party.name} (${rolesInWords(t, roles)})`,
          }))}
          onChange={(event) =>
            set({ ...startOf(dossier, event.currentTarget.value as Role), reason: form.reason })
          }
        />
      )}
      <PartyFields
        place={form.role}
        value={form.party}
        marks={marks}
        mayBeOrganisation={form.party.kind === 'organisation'}
        onChange={(party) => set({ party })}
      />
      <TextInput
        label={t('reception.request')}
        value={form.request}
        error={problems['request']}
        autoComplete="off"
        onChange={(event) => set({ request: event.currentTarget.value })}
      />
      {dossier.fees.map((line, index) => (
        <FeeCorrection
          key={line.choice.feeId}
          line={line}
          choice={form.fees[index] ?? line.choice}
          marked={problems[`fees.${index}.exemption.paper`] !== undefined}
          onChange={(choice) =>
            set({
              fees: dossier.fees.map((entry, at) =>
                at === index ? choice : (form.fees[at] ?? entry.choice),
              ),
            })
          }
        />
      ))}
      <TextInput
        label={t('step.correctReason')}
        placeholder={t('step.correctReasonHint')}
        value={form.reason}
        error={problems['reason']}
        autoComplete="off"
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </Dialog>
  );
}

/** A line of the fees for which the catalogue has exemptions: whether one applies, and its paper. What is no longer exempt is taken later. */
function FeeCorrection(props: {
  line: DossierView['fees'][number];
  choice: FeeChoice;
  marked: boolean;
  onChange: (choice: FeeChoice) => void;
}) {
  const { t } = useWords();
  const { line, choice, marked, onChange } = props;
  const { name, exemptions } = line;
  if (exemptions.length === 0) return null;
  const waived = choice.settlement === 'waived';
  return (
    <Group gap="sm" align="end">
      <Checkbox
        label={t('fee.exempted', { name })}
        checked={waived}
        onChange={(event) => {
          const { exemption: _dropped, ...rest } = choice;
          const first = { name: exemptions[0]?.name ?? '', paper: '' };
          if (event.currentTarget.checked)
            onChange({ ...rest, settlement: 'waived', waivedFor: null, exemption: first });
          else
            onChange(
              line.choice.settlement === 'waived'
                ? { ...rest, settlement: 'later', waivedFor: null }
                : line.choice,
            );
        }}
      />
      {waived && <Exemption fee={{ name, exemptions }} choice={choice} marked={marked} onChange={onChange} />}
    </Group>
  );
}

function startOf({ parties, request, fees }: DossierView, role: Role): Form {
  const party = parties.find((entry) => entry.role === role)?.party;
  return {
    role,
    party: party === undefined ? emptyParty() : fromParty(party),
    request,
    fees: fees.map(({ choice }) => choice),
    reason: '',
    seen: { request, party: party ?? null, fees: fees.map(({ choice }) => choice) },
  };
}
