import { Box, Group, NativeSelect } from '@mantine/core';
import type { Procedure, ProcedureCase } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { ProcedureField } from './ProcedureField.tsx';

/** A procedure and one of its cases, by their names in the catalogue. */
export interface CaseChoice {
  code: string;
  caseId: string;
}

/** The procedure and case of a choice, when the catalogue has them. */
function useChosenCase({ code, caseId }: CaseChoice): {
  procedure: Procedure | undefined;
  entry: ProcedureCase | undefined;
} {
  const client = useClient();
  const asked = useAsk(['catalogue', 'get'], { code }, () => client.catalogue.get({ code }), code !== '');
  const procedure = asked.data?.procedure.code === code ? asked.data.procedure : undefined;
  return { procedure, entry: procedure?.cases.find(({ id }) => id === caseId) };
}

/** Chooses a procedure by code, abbreviation or words, then one of its cases where it has several. */
export function ChooseCase(props: { choice: CaseChoice; onChoose: (choice: CaseChoice) => void }) {
  const { t } = useWords();
  const client = useClient();
  const { choice, onChoose } = props;
  const { procedure } = useChosenCase(choice);
  const take = async ({ code, caseIds }: { code: string; caseIds: string[] }) => {
    const taken = await client.catalogue.get({ code });
    onChoose({ code, caseId: caseIds[0] ?? taken.procedure.cases[0]?.id ?? '' });
  };
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <Box flex={1}>
        <ProcedureField
          name={procedure?.shortName ?? ''}
          error={undefined}
          onTake={(chosen) => void take(chosen).catch(() => undefined)}
        />
      </Box>
      {procedure !== undefined && procedure.cases.length > 1 && (
        <NativeSelect
          flex={1}
          label={t('reception.case')}
          value={choice.caseId}
          data={procedure.cases.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onChoose({ code: choice.code, caseId: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
