import { Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { UnsignedFile } from '../../../shared/contract/certify.ts';
import { MOST_SIGNED_AT_ONCE } from '../../../shared/domain/certification/copy-state.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { type Refused, refusalText } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { FileLink } from '../../ui/FileLink.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { SignForm, type SignWith } from './components/SignForm.tsx';
import { useStoppable } from './use-stoppable.ts';

type Step = 'component' | 'result';
type Outcome = Awaited<
  ReturnType<ReturnType<typeof useClient>['certify']['sealResults']>
>['outcomes'][number];

/** Digital copies that wait for an official's signature, results that wait for the agency's: each list signed at once with one PIN. */
export function FilesTab({ maySign, maySeal }: { maySign: boolean; maySeal: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'unsigned'], {}, () => client.certify.unsigned({}));
  const component = useSigning('component');
  const result = useSigning('result');
  return (
    <Asked query={asked}>
      {({ copies, results }) => {
        const isDone = component.outcomes.length + result.outcomes.length > 0;
        if (copies.length + results.length === 0 && !isDone)
          return (
            <Empty
              icon={<IconSignature size={48} stroke={1.3} aria-hidden />}
              title={t('files.none')}
              note={t('files.noneNote')}
            />
          );
        return (
          <Stack gap="xl">
            <Files step="component" files={copies} may={maySign} signing={component} />
            <Files step="result" files={results} may={maySeal} signing={result} />
          </Stack>
        );
      }}
    </Asked>
  );
}

function useSigning(step: Step) {
  const client = useClient();
  // Tries of a PIN are counted: nothing is sent again by itself.
  const components = useCommand(client.certify.signComponents, { resend: false });
  const results = useCommand(client.certify.sealResults, { resend: false });
  const command = step === 'component' ? components : results;
  const run = useStoppable(command, step === 'component' ? 'officer' : 'agency');
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const names = useRef(new Map<string, string>());
  return {
    running: command.running,
    refused: command.refused,
    outcomes,
    names: names.current,
    stopped: run.stopped,
    progress: run.progress,
    /** Files that were begun are finished; those behind them stay unsigned. */
    stop() {
      run.stop();
      setOutcomes([]);
    },
    async run(files: UnsignedFile[], using: SignWith): Promise<boolean> {
      run.begin();
      for (const { sha256, name, code } of files) names.current.set(sha256, `${code} – ${name}`);
      const chosen = files.map(({ dossierId, componentId, sha256 }) =>
        step === 'component' ? { dossierId, componentId, sha256 } : { dossierId, sha256 },
      );
      const answer = await command.run({ files: chosen, ...using } as never);
      if (answer !== undefined) setOutcomes(answer.outcomes);
      else await run.reload();
      return answer !== undefined;
    },
  };
}

function Files(props: {
  step: Step;
  files: UnsignedFile[];
  may: boolean;
  signing: ReturnType<typeof useSigning>;
}) {
  const { t } = useWords();
  const { step, files, may, signing } = props;
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = files.filter(({ sha256 }) => !left.includes(sha256)).slice(0, MOST_SIGNED_AT_ONCE);
  if (files.length === 0 && signing.outcomes.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {t(step === 'component' ? 'files.copies' : 'files.results')}
      </Title>
      <div className="qmc-sign">
        <Stack gap="md">
          {files.length > 0 && (
            <FileTable
              files={files}
              may={may}
              isChosen={({ sha256 }) => !left.includes(sha256)}
              onToggle={({ sha256 }, on) =>
                setLeft(on ? left.filter((id) => id !== sha256) : [...left, sha256])
              }
            />
          )}
          <Outcomes outcomes={signing.outcomes} names={signing.names} />
        </Stack>
        {may && files.length > 0 && (
          <SignForm
            step={step}
            count={chosen.length}
            running={signing.running}
            progress={signing.progress}
            stopped={signing.stopped}
            refused={signing.refused}
            onStop={signing.stop}
            onSign={(using) => signing.run(chosen, using)}
          />
        )}
        {!may && (
          <Text className="qmc-aside" fz="sm">
            {t(`files.wait.${step}`)}
          </Text>
        )}
      </div>
    </section>
  );
}

function FileTable(props: {
  files: UnsignedFile[];
  may: boolean;
  isChosen: (file: UnsignedFile) => boolean;
  onToggle: (file: UnsignedFile, on: boolean) => void;
}) {
  const { t } = useWords();
  return (
    <ListTable
      rows={props.files}
      keyOf={({ dossierId, sha256 }) => `${dossierId} ${sha256}`}
      empty={null}
      columns={[
        props.may && {
          title: t('certify.choose'),
          spoken: true,
          width: 44,
          cell: (file) => (
            <Checkbox
              aria-label={t('files.choose', { name: file.name, code: file.code })}
              checked={props.isChosen(file)}
              onChange={(event) => props.onToggle(file, event.currentTarget.checked)}
            />
          ),
        },
        {
          title: t('files.name'),
          cell: ({ sha256, name, dossierId, code }) => (
            <>
              <FileLink sha256={sha256}>{name}</FileLink>
              <div>
                <DossierLink dossierId={dossierId} code={code} />
              </div>
            </>
          ),
        },
        { title: t('certify.pages'), width: 90, cell: ({ pages }) => pages ?? '–' },
        { title: t('files.since'), width: 150, cell: ({ since }) => showInstant(since) },
      ]}
    />
  );
}

/** A line per file with its own result. */
function Outcomes({ outcomes, names }: { outcomes: Outcome[]; names: ReadonlyMap<string, string> }) {
  const { t } = useWords();
  if (outcomes.length === 0) return null;
  return (
    <section aria-label={t('certify.outcomes')} role="status">
      <Stack gap={6}>
        {outcomes.map(({ sha256, ok, refusal }) => (
          <Group key={sha256} gap={8} wrap="nowrap" align="flex-start">
            <StateMark state={ok ? 'good' : 'bad'}>
              <span className="qmc-wrap">
                {names.get(sha256)}:{' '}
                {ok
                  ? t('files.signed')
                  : refusalText(t, (refusal ?? { code: 'SIGNING_FAILED', data: {} }) as Refused)}
              </span>
            </StateMark>
          </Group>
        ))}
      </Stack>
    </section>
  );
}
