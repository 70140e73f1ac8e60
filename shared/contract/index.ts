import * as features from './features.ts';

/**
 * Every command, query and pushed event of the program, once: doors, clients, the permission matrix and the audit vocabulary derive from it. Its type names the
 * features' own: written out it is longer than the compiler writes.
 */
export const contract: typeof features = { ...features };
export type Contract = typeof contract;
