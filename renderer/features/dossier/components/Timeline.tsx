import { Button, Group, Text, Title } from '@mantine/core';
import { IconBuildingBank, IconCloudCheck, IconCloudUp, IconPrinter } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { useControlSheet, useProcessExtract } from '../use-notice.ts';

/** What happened, the newest first, each with who did it and whether the province's receipt proves that it arrived there. */
export function Timeline({ dossier, mayPrint }: { dossier: DossierView; mayPrint: boolean }) {
  const { t } = useWords();
  const here = dossier.timeline
    .filter(({ type }) => type !== MIRRORED)
    .map((event) => ({ ...event, told: null }));
  const there = dossier.progress.map((told) => ({ at: told.at, told }));
  const events = [...here.reverse(), ...there.reverse()].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <section>
      <Title order={3} mb={4}>
        {t('dossier.timeline')}
      </Title>
      {mayPrint && dossier.state !== 'voided' && <CoursePapers dossierId={dossier.dossierId} />}
      <ol className="qmc-timeline">
        {events.map((event) =>
          event.told === null ? (
            <li key={`${event.at} ${event.type}`}>
              <Text fz="sm" fw={500}>
                {eventWords(t, event.type)}
              </Text>
              <Text fz="xs" c="dimmed">
                {showInstant(event.at)}
                {event.by !== null && ` · ${event.by}`}
              </Text>
              {event.receipted !== null && <Delivery receipted={event.receipted} />}
            </li>
          ) : (
            <Told key={`${event.at} ${event.told.number} ${event.told.outcome}`} {...event.told} />
          ),
        )}
      </ol>
    </section>
  );
}

/** What stands in the list as a step of another agency. */
const MIRRORED = 'dossier.mirrored';

/** A step that another agency took, as the province told it. */
function Told({ at, step, unit, role, person, outcome }: DossierView['progress'][number]) {
  const { t } = useWords();
  return (
    <li>
      <Text fz="sm" fw={500}>
        {step}
      </Text>
      <Text fz="xs" c="dimmed">
        {[showInstant(at), unit, role, person].filter((part) => part !== null).join(' · ')}
      </Text>
      <span className={`qmc-state qmc-small ${outcome === 'aside' ? 'qmc-attention' : ''}`}>
        <IconBuildingBank size={15} aria-hidden />
        {t(outcome === 'aside' ? 'progress.asideHere' : 'progress.told')}
      </span>
    </li>
  );
}

/** The papers of what happened: the extract, and the sheet that goes with the file from hand to hand. */
function CoursePapers({ dossierId }: { dossierId: string }) {
  const { t } = useWords();
  const extract = useProcessExtract();
  const control = useControlSheet();
  const papers = [
    ['dossier.printProcess', extract],
    ['dossier.printControl', control],
  ] as const;
  return (
    <div className="qmc-no-print">
      <Group gap={8} mb={8}>
        {papers.map(([label, paper]) => (
          <Button
            key={label}
            variant="default"
            size="compact-sm"
            loading={paper.running}
            leftSection={<IconPrinter size={16} />}
            onClick={() => void paper.draw(dossierId)}
          >
            {t(label)}
          </Button>
        ))}
      </Group>
      <RefusalNotice refused={extract.refused ?? control.refused} />
    </div>
  );
}

function Delivery({ receipted }: { receipted: boolean }) {
  const { t } = useWords();
  const Icon = receipted ? IconCloudCheck : IconCloudUp;
  return (
    <span className={`qmc-state qmc-small ${receipted ? 'qmc-good' : ''}`}>
      <Icon size={15} aria-hidden />
      {t(receipted ? 'event.receipted' : 'event.waiting')}
    </span>
  );
}

function eventWords(t: Translate, type: string): string {
  const key = `event.${type}`;
  return isMessageKey(key) ? t(key) : type;
}
