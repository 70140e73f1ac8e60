import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { LEFT_OUT_REASONS } from '../../../../shared/domain/digitisation/left-out.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useCommand } from '../../../lib/use-command.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';

type Component = DossierView['components'][number];

/** What a person knows of a paper: how many pages it has, or which of the four reasons keeps it from being digitised. */
export function PaperFacts(props: { dossierId: string; slot: Component; mayChange: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const describe = useCommand(client.scan.describePaper);
  const { componentId, declaredPages, leftOut } = props.slot;
  const [typed, setTyped] = useState<number | null>(declaredPages);
  const say = (facts: { declaredPages: number | null; leftOut: Component['leftOut'] }) => {
    if (facts.declaredPages === declaredPages && facts.leftOut === leftOut) return;
    void describe.run({ dossierId: props.dossierId, componentId, ...facts } as never);
  };
  return (
    <>
      <div className="qmc-pair">
        <NumberInput
          size="xs"
          label={t('paper.declaredPages')}
          title={t('paper.declaredNote')}
          min={1}
          max={999}
          allowDecimal={false}
          disabled={!props.mayChange}
          value={typed ?? ''}
          onChange={(value) => setTyped(typeof value === 'number' && value >= 1 ? value : null)}
          onBlur={() => say({ declaredPages: typed, leftOut })}
        />
        <NativeSelect
          size="xs"
          label={t('paper.leftOut')}
          disabled={!props.mayChange}
          value={leftOut ?? ''}
          data={[
            { value: '', label: t('paper.leftOut.none') },
            ...LEFT_OUT_REASONS.map((value) => ({ value, label: t(`paper.leftOut.${value}`) })),
          ]}
          onChange={(event) =>
            say({ declaredPages, leftOut: (event.currentTarget.value || null) as Component['leftOut'] })
          }
        />
      </div>
      <RefusalNotice refused={describe.refused} />
    </>
  );
}
