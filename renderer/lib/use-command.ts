import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { uuidv7 } from 'uuidv7';
import { isLost, type Refused, toRefused } from './refusal.ts';

/** A command of the contract as a screen uses it: the request id is made here. */
export interface Command<In, Out> {
  /** Runs the command; answers undefined when it was refused (see `refused`). */
  run(input: In): Promise<Out | undefined>;
  running: boolean;
  refused: Refused | undefined;
  reset(): void;
  /** Ends a run that is under way, also for the host; it is then neither done nor refused. */
  cancel(): void;
}

/** Keeps one request id for one intended input until an answer came, so that a lost answer never does the same thing twice. */
export function createRequestIds(newId: () => string = uuidv7) {
  let kept: { text: string; requestId: string } | undefined;
  return {
    for(input: unknown): string {
      const text = JSON.stringify(input);
      if (kept?.text !== text) kept = { text, requestId: newId() };
      return kept.requestId;
    },
    answered(): void {
      kept = undefined;
    },
  };
}

/** What may differ from one command to another. */
interface CommandOptions {
  /** False for what must not be sent twice unasked, as a PIN whose tries are counted. */
  resend?: boolean;
}

/** Binds a command; after an accepted one every query is asked again. */
export function useCommand<In extends { requestId: string }, Out>(
  call: (input: In, options: { signal: AbortSignal }) => Promise<Out>,
  { resend = true }: CommandOptions = {},
): Command<Omit<In, 'requestId'>, Out> {
  const ids = useRef(createRequestIds());
  const queries = useQueryClient();
  const abort = useRef<AbortController>(undefined);
  const isCancelled = () => abort.current?.signal.aborted === true;
  const mutation = useMutation<Out, unknown, Omit<In, 'requestId'>>({
    mutationFn: (input) => {
      abort.current = new AbortController();
      const { signal } = abort.current;
      return call({ ...input, requestId: ids.current.for(input) } as In, { signal });
    },
    retry: (failures, error) => resend && !isCancelled() && isLost(error) && failures < 20,
    retryDelay: 500,
    networkMode: 'always',
    onSuccess: () => void queries.invalidateQueries(),
    onSettled: (_data, error) => {
      if (error === null || !isLost(error)) ids.current.answered();
    },
  });
  const { mutateAsync } = mutation;
  const run = useCallback(
    (input: Omit<In, 'requestId'>) => mutateAsync(input).catch(() => undefined),
    [mutateAsync],
  );
  return {
    run,
    running: mutation.isPending,
    refused: mutation.error === null || isCancelled() ? undefined : toRefused(mutation.error),
    reset: mutation.reset,
    cancel: () => abort.current?.abort(),
  };
}
