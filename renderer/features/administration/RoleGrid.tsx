import { Checkbox, Table } from '@mantine/core';
import type { RoleGrant } from '../../../shared/contract/people.ts';
import { ROLES } from '../../../shared/domain/people/permissions.ts';
import { useWords } from '../../lib/context.tsx';
import { DateField } from '../../ui/DateField.tsx';

/** Roles as rows, each with the days it counts; earlier terms of a role stay as they are. */
export function RoleGrid(props: {
  grants: readonly RoleGrant[];
  today: string;
  onChange: (grants: RoleGrant[]) => void;
}) {
  const { t } = useWords();
  const latest = (role: RoleGrant['role']) =>
    props.grants
      .filter((grant) => grant.role === role)
      .sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
  const replace = (old: RoleGrant | undefined, next: RoleGrant | undefined) =>
    props.onChange([...props.grants.filter((grant) => grant !== old), ...(next === undefined ? [] : [next])]);
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('users.roles')}</Table.Th>
            <Table.Th w={150}>{t('grant.from')}</Table.Th>
            <Table.Th w={150}>{t('grant.to')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ROLES.map((role) => {
            const grant = latest(role);
            const name = t(`role.${role}`);
            return (
              <Table.Tr key={role}>
                <Table.Td>
                  <Checkbox
                    label={name}
                    aria-label={t('grant.use', { role: name })}
                    checked={grant !== undefined}
                    onChange={(event) =>
                      replace(
                        grant,
                        event.currentTarget.checked
                          ? { role, validFrom: props.today, validTo: null }
                          : undefined,
                      )
                    }
                  />
                </Table.Td>
                <Table.Td>
                  {grant !== undefined && (
                    <DateField
                      size="xs"
                      aria-label={`${t('grant.from')}: ${name}`}
                      value={grant.validFrom}
                      onDate={(date) => replace(grant, { ...grant, validFrom: date })}
                    />
                  )}
                </Table.Td>
                <Table.Td>
                  {grant !== undefined && (
                    <DateField
                      size="xs"
                      aria-label={`${t('grant.to')}: ${name} (${t('grant.open')})`}
                      value={grant.validTo ?? ''}
                      onDate={(date) =>
                        replace(grant, {
                          ...grant,
                          validTo: date === '' ? null : date,
                        })
                      }
                    />
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
