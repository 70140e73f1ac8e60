/** What an administrator types, and the address that is kept or why it is refused. */
export const ADDRESS_CASES: readonly { typed: string; result: object }[] = [
  { typed: ' https://gui.tinh.example/ ', result: { address: 'https://gui.tinh.example' } },
  { typed: 'https://tinh.example:8443/mot-cua/', result: { address: 'https://tinh.example:8443/mot-cua' } },
  { typed: 'http://127.0.0.1:4010', result: { address: 'http://127.0.0.1:4010' } },
  { typed: 'http://[::1]:4010', result: { address: 'http://[::1]:4010' } },
  { typed: 'http://tinh.example', result: { problem: 'not-encrypted' } },
  { typed: 'http://10.1.2.3', result: { problem: 'not-encrypted' } },
  { typed: 'https://nguoi:mat-khau@tinh.example', result: { problem: 'has-surplus' } },
  { typed: 'https://tinh.example/?ma=1', result: { problem: 'has-surplus' } },
  { typed: 'tinh.example', result: { problem: 'not-an-address' } },
  { typed: 'file:///tmp/province', result: { problem: 'not-an-address' } },
];
