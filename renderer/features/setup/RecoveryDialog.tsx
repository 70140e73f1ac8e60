import { Modal } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { RecoveryShares } from './RecoveryShares.tsx';

/** A finished first run offers recovery shares to the administrator whom it signs in. */
export const RECOVERY_OFFER = 'setup.recoveryOffer';

/** Recovery shares in a dialog that a click beside it does not close. */
export function RecoveryDialog(props: {
  opened: boolean;
  title: string;
  note?: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={640}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <RecoveryShares note={props.note} onDone={props.onClose} />
    </Modal>
  );
}

/** The offer that follows a first run. */
export function RecoveryOffer() {
  const { t } = useWords();
  const [offered, offer] = useDraft(RECOVERY_OFFER, false);
  return (
    <RecoveryDialog
      opened={offered}
      title={t('setup.recovery.title')}
      note={t('setup.recovery.note')}
      onClose={() => offer(false)}
    />
  );
}
