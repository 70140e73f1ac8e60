import { assist } from './assist.ts';
import { batch } from './batch.ts';
import { calendar } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { certify } from './certify.ts';
import { custody } from './custody.ts';
import { delivery } from './delivery.ts';
import { device } from './device.ts';
import { dossier } from './dossier.ts';
import { fee } from './fee.ts';
import { forms } from './forms.ts';
import { geography } from './geography.ts';
import { goingLive } from './going-live.ts';
import { guidance } from './guidance.ts';
import { health } from './health.ts';
import { identity } from './identity.ts';
import { life } from './life.ts';
import { linked } from './linked.ts';
import { lists } from './lists.ts';
import { live } from './live.ts';
import { office } from './office.ts';
import { online } from './online.ts';
import { people } from './people.ts';
import { print } from './print.ts';
import { publicView } from './public-view.ts';
import { register } from './register.ts';
import { results } from './results.ts';
import { scan } from './scan.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { slip } from './slip.ts';
import { stack } from './stack.ts';
import { store } from './store.ts';
import { today } from './today.ts';
import { transfer } from './transfer.ts';
import { tray } from './tray.ts';
import { work } from './work.ts';
import { workspace } from './workspace.ts';

/** Every command, query and pushed event of the program, once: doors, clients, the permission matrix and the audit vocabulary derive from it. */
export const contract = {
  setup,
  workspace,
  session,
  office,
  people,
  publicView,
  device,
  geography,
  goingLive,
  batch,
  assist,
  calendar,
  catalogue,
  forms,
  dossier,
  slip,
  fee,
  guidance,
  life,
  custody,
  linked,
  work,
  transfer,
  identity,
  scan,
  stack,
  store,
  print,
  tray,
  online,
  certify,
  health,
  today,
  lists,
  register,
  results,
  live,
  delivery,
};
export type Contract = typeof contract;
