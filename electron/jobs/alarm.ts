/** A wait that can be cut short. */
export interface Alarm {
  ring(): void;
  wait(milliseconds: number): Promise<void>;
}

/** Waits until a time is over or somebody rings; a ring before the waiting begins is not lost. */
export function createAlarm(): Alarm {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring(): void {
      rung = true;
      wake();
    },
    async wait(milliseconds: number): Promise<void> {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds).unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
      wake = () => undefined;
    },
  };
}
