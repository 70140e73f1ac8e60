import * as z from 'zod';
import { commandInput, sessionCommand } from './procedure.ts';
import { SetupStatus, Workspace } from './setup.ts';

/** Going between the office's folder and the practice folder; everybody on this host is signed out by it. */
export const workspace = {
  switch: sessionCommand('anyone')
    .input(commandInput({ to: Workspace }))
    .output(SetupStatus)
    .errors({
      OTHERS_SIGNED_IN: { status: 409, data: z.object({ count: z.number().int() }) },
      WORKSPACE_UNAVAILABLE: { status: 409, data: z.object({ reason: z.string() }) },
    }),
};
