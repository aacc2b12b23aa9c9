/** What a stack runs now, of all that it resolved elsewhere. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Resolved, ResolvedRecords, Version, Where } from '../../releases/resolved';
import type { AwsClients } from '../accounts';
import { type StackState, templateOf } from '../cloudformation/stack';
import { parseTemplate, type Template } from '../cloudformation/template';
import type { StackForm } from './places';
import { type PlacedReference, resolvingIn } from './resolving';
import { currentVersion, type Stores } from './versions';

/** A stack, and who knows what it resolved. */
export interface AtStack {
  readonly client: CloudFormationClient;
  readonly stores: Stores;
  readonly records: ResolvedRecords;
  readonly where: Where;
}

/** A stack of an account and Region, with their clients. */
export const atStack = (clients: AwsClients, records: ResolvedRecords, where: Where): AtStack => ({
  client: clients.cloudFormation,
  stores: clients,
  records,
  where,
});

/** The record of a stack that resolves nothing elsewhere. */
export const nothing: Resolved = { values: {}, references: {} };

/** A stack's template and parameters as they are now; without `form` if the template cannot be read here. */
export interface Running {
  readonly text: string;
  readonly form?: StackForm;
}

/** `undefined` of a stack that runs nothing. */
export async function runningAt({ client, where }: AtStack, state: StackState): Promise<Running | undefined> {
  if (state.condition !== 'steady') return undefined;
  const text = await templateOf(client, where.stack);
  const template = readable(text);
  return { text, ...(template !== undefined && { form: { template, parameters: state.parameters } }) };
}

/** The parsed template; `undefined` if it cannot be read. */
export function readable(text: string): Template | undefined {
  try {
    return parseTemplate(text);
  } catch {
    return undefined; // whoever needs it says what cannot be told without it
  }
}

/** What is recorded of a stack with this digest; else what can still be told. */
export async function resolvedNow(at: AtStack, state: StackState, running: Running | undefined): Promise<Resolved> {
  const recorded = state.digest === undefined ? undefined : await at.records.read(at.where, state.digest);
  if (recorded === undefined) return await observed(at, state, running);
  const stored = Object.entries(state.resolved).filter(([name]) => name in recorded.values);
  return { ...recorded, values: { ...recorded.values, ...Object.fromEntries(stored) } };
}

/** The values of the parameters that CloudFormation read from the Parameter Store, unless the template hides them. */
export function storedValues({ resolved, parameters }: StackState, running: Running | undefined): Record<string, string> {
  const values = running?.form === undefined ? [] : resolvingIn(running.form).values;
  return Object.fromEntries(
    values.flatMap(({ parameter, default: name }) => {
      // The emulator answers the value itself in place of the name; AWS always answers both.
      const value = resolved[parameter] ?? (parameters[parameter] === name ? undefined : parameters[parameter]);
      return value === undefined ? [] : [[parameter, value]];
    }),
  );
}

async function observed({ stores }: AtStack, state: StackState, running: Running | undefined): Promise<Resolved> {
  const found = running?.form === undefined ? [] : resolvingIn(running.form).references;
  const versions = await Promise.all(found.map((one) => oldVersion(stores, one, state)));
  return { values: storedValues(state, running), references: byPlace(found, versions) };
}

/** A version older than the stack is what it resolved to whenever that was. Which one it was of several is not known. */
async function oldVersion(stores: Stores, reference: PlacedReference, { createdMs = 0 }: StackState): Promise<Version> {
  const current = await currentVersion(stores, reference);
  if ('unknown' in current) return current;
  const isOlder = current.since !== undefined && current.since + roundingMs < createdMs;
  return isOlder
    ? current
    : { unknown: 'it changed after the stack was created, and it is not recorded which version the stack uses' };
}

/** Services round such times to the second. */
const roundingMs = 1_000;

/** Versions in the order of their references, as a record has them. */
export function byPlace(references: readonly PlacedReference[], versions: readonly Version[]): Resolved['references'] {
  const places: Resolved['references'] = {};
  for (const [at, { place, text }] of references.entries()) {
    const version = versions[at];
    if (version !== undefined) places[place] = { ...places[place], [text]: version };
  }
  return places;
}
