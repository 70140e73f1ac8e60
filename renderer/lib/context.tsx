import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Connection, CounterClient, LinkState } from './client.ts';
import { type Language, type Translate, translator } from './i18n.ts';

const ConnectionContext = createContext<Connection | undefined>(undefined);
const LanguageContext = createContext<{ language: Language; t: Translate } | undefined>(undefined);

/** Gives the whole window its connection and its language. */
export function WindowContext(props: { connection: Connection; language: Language; children: ReactNode }) {
  const words = useMemo(
    () => ({ language: props.language, t: translator(props.language) }),
    [props.language],
  );
  return (
    <ConnectionContext.Provider value={props.connection}>
      <LanguageContext.Provider value={words}>{props.children}</LanguageContext.Provider>
    </ConnectionContext.Provider>
  );
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === undefined) throw new Error('used outside WindowContext');
  return connection;
}

/** The typed client of the host. */
export function useClient(): CounterClient {
  return useConnection().client;
}

/** How the host can be reached now. */
export function useLink(): LinkState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** The text function and the language. */
export function useWords(): { language: Language; t: Translate } {
  const words = useContext(LanguageContext);
  if (words === undefined) throw new Error('used outside WindowContext');
  return words;
}
