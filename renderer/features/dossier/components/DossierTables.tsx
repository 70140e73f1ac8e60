import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { isDropped } from '../../../../shared/domain/certification/copy-state.ts';
import { isPaperDropped } from '../../../../shared/domain/certification/paper-copy-state.ts';
import { formById } from '../../../../shared/forms/forms.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { asSentence } from '../../../ui/as-sentence.ts';
import { FileLink, OpenFile } from '../../../ui/FileLink.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { DeliverDialog } from '../../give-copies/index.ts';
import { usePrint } from '../../print/index.ts';

/** The components with their papers, pages and digital copy. */
export function Components({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={3} mb={4}>
        {t('reception.components')}
      </Title>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('catalogue.components')}</Table.Th>
              <Table.Th w={210}>{t('component.papers')}</Table.Th>
              <Table.Th w={90}>{t('component.pages')}</Table.Th>
              <Table.Th w={180}>{t('component.digitalCopy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dossier.components.map(
              ({
                componentId,
                name,
                source,
                counts,
                onlyShown,
                lookupPending,
                pages,
                digitalCopy,
                reuse,
              }) => (
                <Table.Tr key={componentId}>
                  <Table.Td>
                    {name}
                    {onlyShown && <i className="qmc-soft-text"> ({t('catalogue.shown')})</i>}
                  </Table.Td>
                  <Table.Td>
                    {source === 'store' && t('component.fromStore')}
                    {source === 'database'
                      ? !lookupPending && t('component.lookedUp')
                      : (['original', 'certified', 'photocopy'] as const)
                          .filter((kind) => counts[kind] > 0)
                          .map((kind) => `${counts[kind]} ${t(`count.${kind}.word`)}`)
                          .join(', ')}
                    {lookupPending && <OpenLookup dossierId={dossier.dossierId} componentId={componentId} />}
                  </Table.Td>
                  <Table.Td>{pages.length === 0 ? '–' : pages.length}</Table.Td>
                  <Table.Td>
                    {digitalCopy === null ? (
                      '–'
                    ) : (
                      <>
                        <FileLink
                          sha256={digitalCopy.sha256}
                          name={digitalCopy.fileName}
                          purgedAt={digitalCopy.purgedAt}
                        >
                          {t('component.openCopy', { pages: digitalCopy.pages })}
                        </FileLink>
                        {digitalCopy.originalName === null && reuse === null && (
                          <Text fz="xs" component="div">
                            <StateMark state={digitalCopy.signedHere ? 'good' : 'attention'}>
                              {t(digitalCopy.signedHere ? 'component.signed' : 'component.unsigned')}
                            </StateMark>
                          </Text>
                        )}
                      </>
                    )}
                  </Table.Td>
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

/** The certified copies made of this dossier's originals; electronic ones are given to the citizen from here. */
export function Copies({ dossier, mayGive }: { dossier: DossierView; mayGive: boolean }) {
  const { t } = useWords();
  const [giving, setGiving] = useState(false);
  const isThere = dossier.copies.some(({ state, purgedAt }) => state === 'certified' && purgedAt === null);
  if (dossier.copies.length + dossier.paperCopies.length === 0) return null;
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('dossier.copies')}</Title>
        {mayGive && isThere && (
          <Button size="compact-sm" variant="default" onClick={() => setGiving(true)}>
            {t('deliver.open')}
          </Button>
        )}
      </Group>
      {giving && (
        <DeliverDialog
          dossierId={dossier.dossierId}
          dossierCode={dossier.code}
          onClose={() => setGiving(false)}
        />
      )}
      <div className="qmc-table">
        <Table>
          <Table.Tbody>
            {dossier.copies.map(({ copyId, title, state, number, book, sha256, purgedAt, returnReason }) => (
              <Table.Tr key={copyId}>
                <Table.Td>
                  {title}
                  {returnReason !== null && <Text fz="xs">{returnReason}</Text>}
                </Table.Td>
                <Table.Td w={200}>
                  <StateMark state={state === 'certified' ? 'good' : isDropped(state) ? 'bad' : 'attention'}>
                    {t(`copy.state.${state}`)}
                  </StateMark>
                </Table.Td>
                <Table.Td w={230}>
                  {number === null ? '–' : t('copy.numberInBook', { number, book })}
                </Table.Td>
                <Table.Td w={purgedAt === null ? 120 : 210}>
                  {sha256 === null ? '–' : <OpenFile sha256={sha256} purgedAt={purgedAt} />}
                </Table.Td>
              </Table.Tr>
            ))}
            {dossier.paperCopies.map(
              ({ paperCopyId, title, pages, copies, state, number, book, returnReason }) => (
                <Table.Tr key={paperCopyId}>
                  <Table.Td>
                    {title}
                    {returnReason !== null && <Text fz="xs">{returnReason}</Text>}
                  </Table.Td>
                  <Table.Td w={200}>
                    <StateMark
                      state={state === 'issued' ? 'good' : isPaperDropped(state) ? 'bad' : 'attention'}
                    >
                      {t(`paperCopy.state.${state}`)}
                    </StateMark>
                  </Table.Td>
                  <Table.Td w={230}>
                    {number === null ? '–' : t('copy.numberInBook', { number, book })}
                  </Table.Td>
                  <Table.Td w={120}>{t('paperCopy.sizeOf', { pages, copies })}</Table.Td>
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

/** The papers that were drawn, and whether they were printed. */
export function Papers({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const printing = usePrint();
  if (dossier.papers.length === 0 && dossier.signedPapers.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={4}>
        {t('dossier.papers')}
      </Title>
      {dossier.papers.map(({ paperId, formId, title, paper, copies, sha256, drawnAt, printed }) => (
        <Text key={paperId} fz="sm">
          <FileLink sha256={sha256}>{paperName(t, { formId, title, paper, copies })}</FileLink>{' '}
          <span className="qmc-soft-text">
            {showInstant(drawnAt)} ·{' '}
            {printed === 0 ? t('dossier.notPrinted') : t('dossier.printed', { count: printed })}
          </span>{' '}
          <Button
            size="compact-xs"
            variant="subtle"
            className="qmc-text-button"
            disabled={printing.running}
            aria-label={t('print.printPaper', { name: paperName(t, { formId, title, paper, copies }) })}
            onClick={() => void printing.print(paperId)}
          >
            {t(printed === 0 ? 'print.print' : 'receipt.printAgain')}
          </Button>
        </Text>
      ))}
      {dossier.signedPapers.map(({ kind, sha256, filedAt }) => (
        <Text key={`${kind} ${sha256} ${filedAt}`} fz="sm">
          <FileLink sha256={sha256}>{t(`stack.signedPaper.${kind}`)}</FileLink>{' '}
          <span className="qmc-soft-text">{showInstant(filedAt)}</span>
        </Text>
      ))}
      <RefusalNotice refused={printing.refused} />
    </section>
  );
}

/** What a paper is, by the last word of its form's id; a form that an administrator gave by its title. */
function paperName(
  t: Translate,
  { formId, title, ...values }: { formId: string; title: string; paper: string; copies: number },
): string {
  const key = `dossier.form.${formId.split('/').at(-1)}`;
  return formById(formId) !== undefined && isMessageKey(key)
    ? t(key, values)
    : `${asSentence(title)}, ${values.paper}`;
}

/** Data in place of a paper that nobody has looked up yet. */
function OpenLookup(place: { dossierId: DossierView['dossierId']; componentId: string }) {
  const { t } = useWords();
  const client = useClient();
  const settle = useCommand(client.dossier.settleLookup);
  return (
    <>
      <StateMark state="attention">{t('component.lookupPending')}</StateMark>
      <Button
        size="compact-xs"
        variant="default"
        loading={settle.running}
        onClick={() => void settle.run(place)}
      >
        {t('component.settleLookup')}
      </Button>
      <RefusalNotice refused={settle.refused} />
    </>
  );
}
