import type { HelperKind } from '../host/ports/helper-process.ts';

/** What helper code is given besides its input. */
export interface HelperContext<Progress> {
  /** Aborted when the host no longer wants the result; code that does not look is killed. */
  signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** The code of one kind; what it throws becomes the refusal HELPER_FAILED with the error's `code`. */
type HelperCode<Input, Output, Progress> = (
  input: Input,
  context: HelperContext<Progress>,
) => Promise<Output>;

/** One kind as the helper process runs it: input checked, code loaded on first use. */
export interface HelperEntry {
  readonly name: string;
  run(input: unknown, context: HelperContext<unknown>): Promise<unknown>;
}

/** Binds a kind to its code. */
export function helperEntry<Input, Output, Progress>(
  kind: HelperKind<Input, Output, Progress>,
  load: () => Promise<HelperCode<Input, Output, Progress>>,
): HelperEntry {
  return {
    name: kind.name,
    async run(input, context) {
      const code = await load();
      return await code(kind.input.parse(input), context);
    },
  };
}
