import { expect, it } from 'vitest';
import { isPermitted, PERMISSIONS, PERMISSIONS_OF_ROLE, ROLES } from './permissions.ts';

it('gives every permission to at least one role', () => {
  const given = new Set<string>(ROLES.flatMap((role) => [...PERMISSIONS_OF_ROLE[role]]));
  for (const permission of PERMISSIONS) {
    if (permission !== 'anyone' && permission !== 'signed-in') expect(given).toContain(permission);
  }
});

it('refuses everything but the open doors to a caller who has not signed in', () => {
  expect(isPermitted('anyone', undefined)).toBe(true);
  expect(isPermitted('signed-in', undefined)).toBe(false);
  expect(isPermitted('today:see', undefined)).toBe(false);
});

it('lets a person with no role in force sign in and nothing else', () => {
  expect(isPermitted('signed-in', [])).toBe(true);
  expect(isPermitted('today:see', [])).toBe(false);
});

it('adds the permissions of several roles', () => {
  expect(isPermitted('people:administer', ['clerk'])).toBe(false);
  expect(isPermitted('people:administer', ['clerk', 'administrator'])).toBe(true);
});
