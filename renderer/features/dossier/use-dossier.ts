import type { UseQueryResult } from '@tanstack/react-query';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';

/** All that is known of a dossier; nothing is asked while there is no id. */
export function useDossier(dossierId: string | undefined): UseQueryResult<DossierView> {
  const client = useClient();
  return useAsk(
    ['dossier', 'get'],
    { dossierId },
    () => client.dossier.get({ dossierId: dossierId as DossierView['dossierId'] }),
    dossierId !== undefined,
  );
}
