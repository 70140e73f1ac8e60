import { useEffect, useRef, useState } from 'react';
import { useClient } from './context.tsx';
import { useAsk } from './use-ask.ts';

const TICK_MS = 5000;

/** Today's work lists, as the header and the Today screen ask for them. */
export function useToday() {
  const client = useClient();
  return useAsk(['today', 'get'], {}, () => client.today.get({}));
}

/** The host's clock in epoch milliseconds, carried on between answers: this machine's own clock may be wrong. */
export function useHostClock(): number {
  const { data, dataUpdatedAt } = useToday();
  const hostNow = data?.now;
  const offset = useRef(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (hostNow !== undefined) offset.current = Date.parse(hostNow) - dataUpdatedAt;
    setNow(Date.now() + offset.current);
    const timer = setInterval(() => setNow(Date.now() + offset.current), TICK_MS);
    return () => clearInterval(timer);
  }, [hostNow, dataUpdatedAt]);
  return now;
}
