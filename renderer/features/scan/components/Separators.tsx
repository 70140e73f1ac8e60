import { Button } from '@mantine/core';
import { IconLayersDifference } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { isOpen } from '../../../../shared/domain/dossier/dossier-state.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useCommand } from '../../../lib/use-command.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { useChosenSheet, usePrint } from '../../print/index.ts';

/** Printing the sheets that part a dossier's components in the feeder. */
export function useSeparators({ dossierId, state, components }: DossierView) {
  const draw = useCommand(useClient().stack.drawSeparators);
  const { printDrawn, refused, running } = usePrint();
  const chosen = useChosenSheet('separator');
  const may =
    isOpen(state) && components.some(({ source, pages }) => source === 'paper' && pages.length === 0);
  const isRunning = draw.running || running;
  return {
    may,
    running: isRunning,
    refused: draw.refused ?? refused,
    print: async () => {
      if (!may || isRunning) return;
      const drawn = await draw.run({ dossierId, paper: chosen === 'A4' ? 'A4' : 'A5' } as never);
      if (drawn !== undefined) await printDrawn(drawn);
    },
  };
}

/** The button for them, below the components that they name. */
export function SeparatorsButton({ separators }: { separators: ReturnType<typeof useSeparators> }) {
  const { t } = useWords();
  if (!separators.may) return null;
  return (
    <>
      <Button
        fullWidth
        mt={8}
        size="compact-md"
        variant="default"
        loading={separators.running}
        leftSection={<IconLayersDifference size={16} />}
        onClick={() => void separators.print()}
      >
        {t('stack.printSeparators')} <kbd className="qmc-on-button">Alt+I</kbd>
      </Button>
      <RefusalNotice refused={separators.refused} />
    </>
  );
}
