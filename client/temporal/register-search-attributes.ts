import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { searchAttributes } from '../../workflows/messages/search-attributes';
import { errorMessage } from '../error-message';
import { Refusal } from '../refusal';

/**
 * Registers the search attributes that a namespace lacks; idempotent. Workers and clients that submit both call it, since either may be
 * first. Rejects with a `Refusal` that names what to register by hand if the server forbids it.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingIn(connection, namespace);
  if (missing.length === 0) return;
  const types = Object.fromEntries(missing.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type) ?? null]));
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: dropNulls(types) });
  } catch (err) {
    if ((await missingIn(connection, namespace)).length === 0) return; // another process registered them at the same time
    const names = missing.map(({ name }) => name).join(', ');
    throw new Refusal(
      3,
      `the search attributes ${names} cannot be registered in namespace ${namespace}: register them by hand, as Keyword (${errorMessage(err)})`,
    );
  }
}

async function missingIn({ operatorService }: Connection, namespace: string) {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return searchAttributes.filter(({ name }) => !(name in (customAttributes ?? {})));
}

const dropNulls = <T>(values: Record<string, T | null>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
