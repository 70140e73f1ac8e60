import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { movedTo } from '../../../../shared/domain/digitisation/arrangement.ts';
import { DOSSIER_STATES, isOpen } from '../../../../shared/domain/dossier/dossier-state.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { type Refused, toRefused } from '../../../lib/refusal.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DossierPicker } from '../../dossier/index.ts';
import type { ChosenPages } from '../use-chosen-pages.ts';
import type { PageWork } from '../use-page-work.ts';
import { type Part, pagesOf, partsOf, WhichPages } from './MovePages.tsx';

type Component = DossierView['components'][number];

/** Puts pages that were scanned into the wrong dossier into the right one: the dossier is found first, then its component chosen. */
export function MoveToDossier(props: {
  onClose: () => void;
  dossier: DossierView;
  from: Component;
  chosen: ChosenPages;
  work: PageWork;
}) {
  const { t } = useWords();
  const client = useClient();
  const { dossier, from, chosen, work, onClose } = props;
  const [part, setPart] = useState<Part>('chosen');
  const [target, setTarget] = useState<DossierView>();
  const [refused, setRefused] = useState<Refused>();
  const [componentId, choose] = useState<string>();
  const pages = partsOf(from, chosen);
  const slots = (target?.components ?? []).filter(({ source }) => source !== 'database');
  const slot = slots.find((each) => each.componentId === componentId) ?? slots[0];
  const isSame = target?.dossierId === dossier.dossierId;
  const take = async (dossierId: string) => {
    setRefused(undefined);
    try {
      setTarget(await client.dossier.get({ dossierId: dossierId as never }));
    } catch (error) {
      setRefused(toRefused(error));
    }
  };
  const submit = async () => {
    if (target === undefined || slot === undefined || isSame) return;
    const moving = pages[part];
    const [here, there] = movedTo(pagesOf(from), new Set(moving), pagesOf(slot));
    if (here === undefined || there === undefined) return;
    const done = await work.sendTo(
      { ...here, dossierId: dossier.dossierId },
      { ...there, dossierId: target.dossierId },
      moving.length,
    );
    if (done) onClose();
  };
  return (
    <Dialog
      title={t('move.other')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('move.submit')}
      running={false}
      refused={refused ?? work.refused}
      size={680}
    >
      <WhichPages part={part} onChange={setPart} pages={pages} from={chosen.from} />
      {target === undefined ? (
        <DossierPicker
          label={t('move.otherSought')}
          hint={t('move.otherHint')}
          states={DOSSIER_STATES.filter(isOpen)}
          onTake={(dossierId) => void take(dossierId)}
        />
      ) : (
        <>
          <Text fw={600}>
            {t('move.otherChosen', {
              code: target.code,
              name: ownerOf(target),
            })}
          </Text>
          {isSame && <Text fz="sm">{t('move.otherSame')}</Text>}
          {!isSame && slot === undefined && (
            <Text fz="sm">{t('move.otherNowhere', { code: target.code })}</Text>
          )}
          {!isSame && slot !== undefined && (
            <Radio.Group label={t('move.where')} value={slot.componentId} onChange={choose}>
              <Stack gap={6} mt={6}>
                {slots.map((each) => (
                  <Radio
                    key={each.componentId}
                    value={each.componentId}
                    autoFocus={each.componentId === slot.componentId}
                    label={each.name}
                    description={t('move.has', { pages: each.pages.length })}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
        </>
      )}
    </Dialog>
  );
}

/** Whose dossier it is; of a newborn without a name, who filed. */
function ownerOf({ parties }: DossierView): string {
  const named = (role: string) => parties.find((each) => each.role === role)?.party.name;
  return named('owner') ?? named('submitter') ?? '';
}
