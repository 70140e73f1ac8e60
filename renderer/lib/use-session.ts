import type { UseQueryResult } from '@tanstack/react-query';
import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { useClient } from './context.tsx';
import { useAsk } from './use-ask.ts';

/** Who is signed in on this window. */
export function useSession(): UseQueryResult<SessionView> {
  const client = useClient();
  return useAsk(['session', 'get'], {}, () => client.session.get({}));
}

/** What this installation is, before anybody signs in. */
export function useSetupStatus(): UseQueryResult<SetupStatus> {
  const client = useClient();
  return useAsk(['setup', 'status'], {}, () => client.setup.status({}));
}
