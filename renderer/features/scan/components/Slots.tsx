import { Anchor, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconFileTypePdf,
  IconLoader2,
  IconPhoto,
  IconSquareDashed,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { PAGES_DRAGGED } from './Thumbnails.tsx';

type Component = DossierView['components'][number];

/** The places for pages, one a component, each with how far it is. */
export function Slots(props: {
  dossier: DossierView;
  slots: Component[];
  chosen: string | undefined;
  busy: string | undefined;
  /** Pages on their way into the busy slot. */
  coming: number;
  onChoose: (componentId: string) => void;
  /** Pages that were dragged here. */
  onPages: (componentId: string) => void;
}) {
  const { t } = useWords();
  const [over, setOver] = useState<string>();
  const { dossier } = props;
  const owner = dossier.parties.find(({ role }) => role === 'owner') ?? dossier.parties[0];
  return (
    <nav aria-label={t('scan.slots')}>
      <Anchor component={Link} href={`/ho-so/${dossier.dossierId}`} className="qmc-mono" fw={600}>
        {dossier.code}
      </Anchor>
      <Text fz="sm" fw={500}>
        {owner?.party.name}
      </Text>
      <Text fz="xs" c="dimmed" mb={8} lineClamp={2}>
        {dossier.procedureName}
      </Text>
      <ul className="qmc-list">
        {props.slots.map((slot) => (
          <li key={slot.componentId}>
            <UnstyledButton
              className="qmc-choice"
              data-over={slot.componentId === over || undefined}
              onDragOver={(event) => {
                if (slot.componentId === props.chosen || !event.dataTransfer.types.includes(PAGES_DRAGGED))
                  return;
                event.preventDefault();
                setOver(slot.componentId);
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(undefined);
                props.onPages(slot.componentId);
              }}
              aria-current={slot.componentId === props.chosen ? 'true' : undefined}
              onClick={() => props.onChoose(slot.componentId)}
            >
              <Text fz="sm" fw={500} lineClamp={2}>
                {slot.name}
              </Text>
              <SlotState slot={slot} busy={slot.componentId === props.busy} coming={props.coming} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {props.slots.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t('scan.noSlots')}
        </Text>
      )}
    </nav>
  );
}

function SlotState({ slot, busy, coming }: { slot: Component; busy: boolean; coming: number }) {
  const { t } = useWords();
  const { pages, digitalCopy } = slot;
  const [Icon, tone, words] = busy
    ? [IconLoader2, '', t('scan.slot.busy', { pages: pages.length + coming })]
    : digitalCopy !== null && !digitalCopy.upToDate
      ? [IconAlertTriangle, 'qmc-attention', t('scan.slot.stale')]
      : digitalCopy !== null
        ? [IconFileTypePdf, 'qmc-good', t('scan.slot.copied', { pages: digitalCopy.pages })]
        : pages.length > 0
          ? [IconPhoto, 'qmc-attention', t('scan.slot.pages', { pages: pages.length })]
          : [IconSquareDashed, '', t('scan.slot.empty')];
  return (
    <span className={`qmc-state qmc-small ${tone}`}>
      <Icon size={15} aria-hidden />
      {words}
    </span>
  );
}
