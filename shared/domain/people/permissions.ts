/** Roles a person may hold; several at once, each with its own dates (docs/glossary.md). */
export const ROLES = [
  'clerk',
  'certifying-officer',
  'seal-keeper',
  'processing-officer',
  'approving-leader',
  'head',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a procedure may ask of its caller. `anyone` needs no sign-in (first run, sign-in itself), `signed-in` any person with a session;
 * the others are given by roles.
 */
export const PERMISSIONS = [
  'anyone',
  'signed-in',
  'today:see',
  'office:see',
  'catalogue:see',
  'dossier:see',
  'dossier:receive',
  'dossier:process',
  'dossier:assign',
  'dossier:approve',
  'dossier:hand-over',
  'dossier:export',
  'dossier:override',
  'store:look',
  'store:review',
  'certify:compare',
  'certify:sign',
  'certify:seal',
  'certify:tick',
  'certify:administer',
  'office:administer',
  'people:administer',
  'device:administer',
  'health:see',
  'data:protect',
  // delivery
  'delivery:see',
  'delivery:run',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERY_ROLE = [
  'today:see',
  'office:see',
  'catalogue:see',
  'dossier:see',
  'health:see',
  // delivery
  'delivery:see',
] as const satisfies readonly Permission[];

const AT_THE_COUNTER = [
  'dossier:receive',
  'dossier:process',
  'dossier:assign',
  'dossier:hand-over',
  'dossier:export',
  'certify:compare',
  'certify:tick',
  'store:look',
] as const satisfies readonly Permission[];

/** The permission matrix: one constant, read by the dispatcher and by the screens. */
export const PERMISSIONS_OF_ROLE = {
  clerk: [...EVERY_ROLE, ...AT_THE_COUNTER, 'delivery:run'],
  'certifying-officer': [...EVERY_ROLE, 'certify:sign'],
  'seal-keeper': [...EVERY_ROLE, 'certify:seal', 'certify:tick'],
  'processing-officer': [...EVERY_ROLE, 'dossier:process'],
  'approving-leader': [...EVERY_ROLE, 'dossier:process', 'dossier:assign', 'dossier:approve'],
  head: [
    ...EVERY_ROLE,
    ...AT_THE_COUNTER,
    'dossier:approve',
    'dossier:override',
    'store:review',
    'delivery:run',
  ],
  administrator: [
    ...EVERY_ROLE,
    'office:administer',
    'people:administer',
    'device:administer',
    'certify:administer',
    'data:protect',
    'store:review',
    'delivery:run',
  ],
} as const satisfies Record<Role, readonly Permission[]>;

/** True when one of the roles gives the permission. `roles` is undefined for a caller who has not signed in. */
export function isPermitted(permission: Permission, roles: readonly Role[] | undefined): boolean {
  if (permission === 'anyone') return true;
  if (roles === undefined) return false;
  if (permission === 'signed-in') return true;
  return roles.some((role) => (PERMISSIONS_OF_ROLE[role] as readonly Permission[]).includes(permission));
}
