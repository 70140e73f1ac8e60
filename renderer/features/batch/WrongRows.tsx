import { Button } from '@mantine/core';
import { useState } from 'react';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** Draws the wrong rows as a file of their own, and offers it. */
export function WrongRows({ sha256, count }: { sha256: string; count: number }) {
  const { t } = useWords();
  const client = useClient();
  const draw = useCommand(client.batch.wrongRows);
  const [file, setFile] = useState<string>();
  return (
    <>
      <Button
        variant="default"
        loading={draw.running}
        onClick={() => void draw.run({ sha256: sha256 as never }).then((made) => setFile(made?.sha256))}
      >
        {t('batch.wrongRows', { count })}
      </Button>
      {file !== undefined && (
        <a className="qmc-link" href={blobUrl(file)} download="dong-can-sua.xlsx">
          {t('batch.openWrongRows')}
        </a>
      )}
      <RefusalNotice refused={draw.refused} />
    </>
  );
}
