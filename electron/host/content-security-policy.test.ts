import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );
}

describe('the content security policy', () => {
  it('allows nothing that is not named', () => {
    expect(directives(contentSecurityPolicy('n'))['default-src']).toEqual(["'none'"]);
  });

  it('runs our own scripts and those with the nonce, and no others', () => {
    const { 'script-src': scripts, 'style-src': styles } = directives(contentSecurityPolicy('n0nce'));
    expect(scripts).toEqual(["'self'", "'nonce-n0nce'"]);
    expect(styles).toEqual(["'self'", "'nonce-n0nce'"]);
  });

  it('never allows inline code or evaluation', () => {
    expect(contentSecurityPolicy('n', { connect: ['ws://127.0.0.1:1'], blobs: ['app://blob'] })).not.toMatch(
      /unsafe|\*/u,
    );
  });

  it('forbids plug-ins, forms and frames elsewhere, and another base', () => {
    const policy = directives(contentSecurityPolicy('n'));
    for (const name of ['frame-ancestors', 'object-src', 'form-action', 'base-uri'])
      expect(policy[name]).toEqual(["'none'"]);
    expect(policy['frame-src']).toEqual(["'self'"]);
  });

  it('connects only to itself and to what the door names', () => {
    const policy = directives(
      contentSecurityPolicy('n', { connect: ['ws://127.0.0.1:4173'], blobs: ['app://blob'] }),
    );
    expect(policy['connect-src']).toEqual(["'self'", 'ws://127.0.0.1:4173', 'app://blob']);
    expect(policy['img-src']).toEqual(["'self'", 'data:', 'blob:', 'app://blob']);
  });
});
