/** What crosses the channel between a double of Electron's utility process and the real process behind it. */
export type Wire =
  | { kind: 'message'; data: unknown; ports: number[] }
  | { kind: 'port'; port: number; data: unknown }
  | { kind: 'port-closed'; port: number };
