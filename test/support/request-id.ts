import { uuidv7 } from 'uuidv7';

/** A request id of a command. */
export const requestId = () => uuidv7() as never;
