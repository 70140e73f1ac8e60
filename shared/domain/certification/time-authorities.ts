import * as z from 'zod';

const MOST = 5;

/** Whom the office asks for time stamps (RFC 3161), in order, and the algorithm of the imprint. */
export const TimeAuthorities = z.object({
  addresses: z.array(z.url({ protocol: /^https?$/ }).max(300)).max(MOST),
  digest: z.enum(['sha256', 'sha384', 'sha512']),
});
export type TimeAuthorities = z.infer<typeof TimeAuthorities>;
