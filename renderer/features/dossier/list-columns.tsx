import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { DossierHit } from '../../../shared/contract/dossier.ts';
import type { ListColumn } from '../../../shared/domain/dossier/list-view.ts';
import { showDue, showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import type { VirtualColumn } from '../../ui/VirtualTable.tsx';
import { DossierState, DueMark } from './components/DossierState.tsx';

/** What a cell needs besides its dossier. */
interface Surroundings {
  t: Translate;
  language: string;
  now: number;
}

type Drawn = Pick<VirtualColumn<DossierHit>, 'px' | 'grow'> & {
  cell(
    hit: DossierHit,
    around: Surroundings,
  ): VirtualColumn<DossierHit>['cell'] extends (row: never) => infer Out ? Out : never;
};

const words = (text: string) => <span title={text}>{text}</span>;

const DRAWN: Record<ListColumn, Drawn> = {
  code: {
    px: 180,
    grow: 0.4,
    cell: ({ dossierId, code }) => (
      <Anchor component={Link} href={`/ho-so/${dossierId}`} className="qmc-mono" fz="inherit" tabIndex={-1}>
        {code}
      </Anchor>
    ),
  },
  procedure: {
    px: 150,
    grow: 2,
    cell: ({ shortName, procedureName }) => <span title={procedureName}>{shortName}</span>,
  },
  procedureCode: {
    px: 110,
    grow: 0.2,
    cell: ({ procedureCode }) => <span className="qmc-mono">{procedureCode}</span>,
  },
  owner: {
    px: 150,
    grow: 1.4,
    cell: ({ ownerName, submitterName }, { t }) =>
      submitterName === ownerName ? (
        words(ownerName)
      ) : (
        <span title={`${ownerName} · ${t('dossier.submittedBy', { name: submitterName })}`}>
          {ownerName}{' '}
          <span className="qmc-soft-text">· {t('dossier.submittedBy', { name: submitterName })}</span>
        </span>
      ),
  },
  submitter: { px: 150, grow: 1.2, cell: ({ submitterName }) => words(submitterName) },
  phone: { px: 120, grow: 0.2, cell: ({ phone }) => words(phone) },
  address: { px: 170, grow: 2, cell: ({ address }) => words(address) },
  state: {
    px: 170,
    grow: 0.6,
    cell: ({ state, voidedFor }) => (
      <span title={voidedFor ?? undefined}>
        <DossierState state={state} />
      </span>
    ),
  },
  receivedAt: { px: 140, grow: 0.2, cell: ({ receivedAt }) => showInstant(receivedAt) },
  due: {
    px: 210,
    grow: 0.8,
    cell: ({ state, dueAt }, { language, now }) => (
      <>
        {showDue(dueAt, language)} <DueMark state={state} dueAt={dueAt} now={now} />
      </>
    ),
  },
  receivedBy: { px: 140, grow: 1, cell: ({ receivedByName }) => words(receivedByName) },
  channel: { px: 100, grow: 0.2, cell: ({ channel }, { t }) => t(`channel.${channel}`) },
  processingOwner: {
    px: 130,
    grow: 0.4,
    cell: ({ processingOwner }, { t }) => words(t(`processingOwner.${processingOwner}`)),
  },
};

/** The columns of a list as a table draws them. */
export function drawnColumns(
  columns: readonly ListColumn[],
  around: Surroundings,
): VirtualColumn<DossierHit>[] {
  return columns.map((id) => ({
    id,
    title: around.t(`list.column.${id}`),
    px: DRAWN[id].px,
    grow: DRAWN[id].grow,
    cell: (hit) => DRAWN[id].cell(hit, around),
  }));
}
