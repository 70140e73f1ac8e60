import type {
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import type { Refusal, Result } from '../../shared/types/result.ts';
import type { CommandContext, QueryContext } from './call-context.ts';

type AnyCounterProcedure = ContractProcedure<AnySchema, AnySchema, ErrorMap, ProcedureMeta>;

type Definition<P> = P extends { '~orpc': infer D } ? D : never;
type SchemaOf<P, K extends 'inputSchema' | 'outputSchema'> =
  Definition<P> extends { [key in K]?: infer S } ? Extract<S, AnySchema> : never;
type ErrorsOf<P> = Definition<P> extends { errorMap: infer E } ? E : never;
type DataOf<Item> = Item extends { data: infer S extends AnySchema }
  ? Extract<InferSchemaInput<S>, object>
  : never;

/** The parsed input of a procedure. */
export type InputOf<P> = InferSchemaOutput<SchemaOf<P, 'inputSchema'>>;
/** The answer that a handler gives, before the contract parses it. */
export type AnswerOf<P> = InferSchemaInput<SchemaOf<P, 'outputSchema'>>;
/** Every refusal that the contract lists for a procedure. */
export type RefusalOf<P> = {
  [C in keyof ErrorsOf<P> & string]: Refusal<C, DataOf<ErrorsOf<P>[C]>>;
}[keyof ErrorsOf<P> & string];

/** A use case bound to its procedure. */
export interface Handler<P> {
  procedure: P;
  run: (input: never, context: never) => unknown;
}

/** Binds a command's use case: load, decide, write in `context.tx`, answer. */
export function commandHandler<P extends AnyCounterProcedure>(
  procedure: P,
  run: (
    input: InputOf<P>,
    context: CommandContext,
  ) => Result<AnswerOf<P>, RefusalOf<P>> | Promise<Result<AnswerOf<P>, RefusalOf<P>>>,
): Handler<P> {
  return { procedure, run };
}

/** Binds a query's use case; it is given readers only. */
export function queryHandler<P extends AnyCounterProcedure>(
  procedure: P,
  run: (
    input: InputOf<P>,
    context: QueryContext,
  ) => Result<AnswerOf<P>, RefusalOf<P>> | Promise<Result<AnswerOf<P>, RefusalOf<P>>>,
): Handler<P> {
  return { procedure, run };
}

/** Binds a stream of pushed events. */
export function eventHandler<P extends AnyCounterProcedure>(
  procedure: P,
  run: (input: InputOf<P>, context: QueryContext) => AnswerOf<P>,
): Handler<P> {
  return { procedure, run };
}

/** The table of handlers that a contract demands: a missing or a surplus one does not compile. */
export type HandlersOf<C> = {
  [K in keyof C]: C[K] extends { '~orpc': unknown } ? Handler<C[K]> : HandlersOf<C[K]>;
};
