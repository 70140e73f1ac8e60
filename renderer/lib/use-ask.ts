import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { isLost } from './refusal.ts';

/** Asks a query of the contract; the path is its key, so pushed events can name what to ask again. */
export function useAsk<Out>(
  path: readonly [string, ...string[]],
  input: object,
  call: () => Promise<Out>,
  enabled = true,
): UseQueryResult<Out> {
  return useQuery({
    queryKey: [...path, input],
    queryFn: call,
    enabled,
    retry: (failures, error) => isLost(error) && failures < 40,
    retryDelay: 500,
    networkMode: 'always',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
}
