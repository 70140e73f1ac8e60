import { Button, FileButton, Group } from '@mantine/core';
import { useState } from 'react';
import type { RowProblem } from '../../shared/domain/tables/read-table.ts';
import { blobUrl } from '../lib/blob-url.ts';
import { useWords } from '../lib/context.tsx';
import { useCommand } from '../lib/use-command.ts';
import type { TableFileIntake } from '../lib/use-table-file.ts';
import { RefusalNotice } from './RefusalNotice.tsx';
import { RowProblems } from './RowProblems.tsx';

/** The buttons and answers of every intake by a workbook: the template, the file, what is wrong in it row by row. */
export function TableFile(props: {
  intake: TableFileIntake<{ problems: readonly RowProblem[] }>;
  template: (input: { requestId: never }) => Promise<{ sha256: string }>;
  templateName: string;
  choose: string;
  accept: string;
  disabled?: boolean;
  /** Nothing was chosen that a template could be made for. */
  templateOff?: boolean;
  done: string | undefined;
}) {
  const { t } = useWords();
  const { intake } = props;
  const template = useCommand(props.template);
  const [templateFile, setTemplateFile] = useState<string>();
  return (
    <>
      <Group>
        <Button
          variant="default"
          loading={template.running}
          disabled={props.templateOff ?? false}
          onClick={() => void template.run({}).then((made) => setTemplateFile(made?.sha256))}
        >
          {t('publish.template')}
        </Button>
        {templateFile !== undefined && (
          <a className="qmc-link" href={blobUrl(templateFile)} download={props.templateName}>
            {t('publish.openTemplate')}
          </a>
        )}
        <FileButton accept={props.accept} onChange={(file) => void intake.choose(file)}>
          {(button) => (
            <Button {...button} loading={intake.reading} disabled={props.disabled ?? false}>
              {props.choose}
            </Button>
          )}
        </FileButton>
      </Group>
      <div role="status">
        {intake.reading && t('publish.reading')}
        {props.done}
      </div>
      <RefusalNotice refused={intake.refused ?? template.refused} />
      {intake.chosen !== undefined && intake.chosen.problems.length > 0 && (
        <RowProblems problems={intake.chosen.problems} />
      )}
    </>
  );
}
