import { Anchor, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { DOSSIER_STATES, isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { useWords } from '../../lib/context.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { DossierPicker, useDossier } from '../dossier/index.ts';
import { ComparePages } from './components/ComparePages.tsx';
import { ReturnedCopies } from './ReturnedCopies.tsx';

/** From the dossier to the component to its pages; a dossier with one digital copy opens it at once. */
export function CompareTab(props: { dossierId: string | undefined; componentId: string | undefined }) {
  const { t } = useWords();
  if (props.dossierId === undefined)
    return (
      <Stack gap="lg">
        <DossierPicker
          label={t('certify.pick')}
          hint={t('picker.hint')}
          states={DOSSIER_STATES.filter(isOpen)}
          onTake={(id) => navigate(`/certify/compare/${id}`)}
        />
        <ReturnedCopies />
      </Stack>
    );
  return <CompareDossier dossierId={props.dossierId} componentId={props.componentId} key={props.dossierId} />;
}

function CompareDossier({ dossierId, componentId }: { dossierId: string; componentId: string | undefined }) {
  const asked = useDossier(dossierId);
  return (
    <Asked query={asked}>
      {(dossier) => <ChooseComponent dossier={dossier} componentId={componentId} />}
    </Asked>
  );
}

function ChooseComponent({
  dossier,
  componentId,
}: {
  dossier: DossierView;
  componentId: string | undefined;
}) {
  const { t } = useWords();
  const copied = dossier.components.filter(({ digitalCopy }) => digitalCopy !== null);
  const chosen =
    copied.find((component) => component.componentId === componentId) ??
    (copied.length === 1 ? copied[0] : undefined);
  if (chosen !== undefined)
    return <ComparePages dossier={dossier} component={chosen} key={chosen.digitalCopy?.sha256} />;
  if (copied.length === 0)
    return (
      <Stack align="center">
        <Empty
          icon={<IconFileTypePdf size={48} stroke={1.3} aria-hidden />}
          title={t('certify.noCopy')}
          note={t('certify.noCopyNote')}
        />
        <Anchor component={Link} href={`/scan/${dossier.dossierId}`}>
          {t('action.scanDossier')}
        </Anchor>
      </Stack>
    );
  return (
    <Stack gap={4} maw={640}>
      <Text fw={600}>{t('certify.whichComponent', { code: dossier.code })}</Text>
      <ul className="qmc-list">
        {copied.map(({ componentId: id, name, digitalCopy }) => (
          <li key={id}>
            <UnstyledButton
              className="qmc-choice"
              onClick={() => navigate(`/certify/compare/${dossier.dossierId}/${id}`)}
            >
              <Text fz="sm" fw={500}>
                {name}
              </Text>
              <Text fz="xs" c="dimmed">
                {t('scan.slot.copied', { pages: digitalCopy?.pages ?? 0 })}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
