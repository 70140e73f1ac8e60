import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListFilter } from '../../../shared/domain/dossier/list-view.ts';
import { useClient } from '../../lib/context.tsx';
import { isLost } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';

const PAGE = 100;

/** What a list is asked for. */
export interface ListQuestion {
  text: string;
  filter: ListFilter;
}

/** The dossiers of a list, page by page as they are asked for, each once; and how many there are. */
export function useFoundDossiers({ text, filter }: ListQuestion) {
  const client = useClient();
  const asked = { text, ...filter };
  const pages = useInfiniteQuery({
    queryKey: ['dossier', 'search', 'list', asked],
    queryFn: ({ pageParam }) =>
      client.dossier.search({
        ...asked,
        limit: PAGE,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    retry: (failures, error) => isLost(error) && failures < 40,
    retryDelay: 500,
    networkMode: 'always',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
  const count = useAsk(['dossier', 'count'], asked, () => client.dossier.count(asked));
  const { data } = pages;
  // A dossier that moves in the order of marks while pages are fetched may come twice; it is drawn once.
  const hits = useMemo(
    () => [
      ...new Map(
        (data?.pages ?? []).flatMap((page) => page.hits).map((hit) => [hit.dossierId, hit]),
      ).values(),
    ],
    [data],
  );
  return { pages, hits, count: count.isPlaceholderData ? undefined : count.data };
}
