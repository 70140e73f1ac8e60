import { Radio, Stack } from '@mantine/core';
import type { Procedure } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useWords } from '../../../lib/context.tsx';
import type { ReceptionForm } from '../reception-form.ts';

type Change = (patch: Partial<ReceptionForm>) => void;

/** Of a linked group: the branch that the applicant takes. Nothing for a procedure without branches. */
export function LinkedChoices(props: {
  form: ReceptionForm;
  procedure: Procedure;
  wrong: boolean;
  onChange: Change;
}) {
  const { t } = useWords();
  const { form, procedure } = props;
  const children = (procedure.linked?.children ?? []).map((child, position) => ({ ...child, position }));
  const branches = [...new Set(children.flatMap(({ branch }) => branch ?? []))];
  return branches.map((branch) => {
    const members = children.filter((child) => child.branch === branch);
    const places = members.map(({ position }) => position);
    const chosen = form.linkedChoices.find((position) => places.includes(position));
    return (
      <Radio.Group
        key={branch}
        label={t('linked.choose')}
        value={chosen === undefined ? null : String(chosen)}
        error={props.wrong && chosen === undefined ? t('linked.chooseOne') : undefined}
        onChange={(value) =>
          props.onChange({
            linkedChoices: [
              ...form.linkedChoices.filter((position) => !places.includes(position)),
              Number(value),
            ],
          })
        }
      >
        <Stack gap={4} mt={4}>
          {members.map(({ name, agency, position }) => (
            <Radio
              key={position}
              value={String(position)}
              label={`${name} (${t(`linked.agency.${agency}`)})`}
            />
          ))}
        </Stack>
      </Radio.Group>
    );
  });
}
