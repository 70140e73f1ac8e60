import { Modal, Table, Text } from '@mantine/core';
import { useWords } from '../lib/context.tsx';
import { useActions } from './actions.ts';
import { PLACES } from './places.ts';

const FRAME = new Set(['next-task', 'search', 'lock', 'keys', ...PLACES.map(({ id }) => id)]);

/** The keys that work on this screen, at its foot. */
export function KeyBar() {
  const { t } = useWords();
  const actions = useActions((state) => state.actions);
  // The screen's own keys first: they were registered after those of the frame.
  const shown = actions.filter(({ inBar }) => inBar === true);
  const own = shown.filter(({ id }) => !FRAME.has(id));
  const taken = new Set(own.map(({ keys }) => keys));
  const frame = shown.filter(({ id, keys }) => FRAME.has(id) && !taken.has(keys));
  // The keys to the next task and to all keys stay, however many the screen has of its own.
  const stays = new Set(['next-task', 'keys']);
  const all = frame.filter(({ id }) => stays.has(id));
  const places = frame.filter(({ id }) => !stays.has(id));
  return (
    <section className="qmc-keys qmc-no-print" aria-label={t('keys.bar')}>
      {[...own, ...all, ...places].map(({ id, keys, label, run }) => (
        <button key={id} type="button" tabIndex={-1} onClick={run}>
          <kbd>{keys}</kbd> {t(label)}
        </button>
      ))}
    </section>
  );
}

/** Every key of this screen, as a table. */
export function CheatSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const actions = useActions((state) => state.actions);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Table>
        <Table.Tbody>
          {actions.map(({ id, keys, alsoKeys, label }) => (
            <Table.Tr key={id}>
              <Table.Td w={140}>
                <kbd>{keys}</kbd> {alsoKeys !== undefined && <kbd>{alsoKeys}</kbd>}
              </Table.Td>
              <Table.Td>{t(label)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text fz="sm" c="dimmed" mt="md">
        {t('keys.note')}
      </Text>
    </Modal>
  );
}
