import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { searchAttributes } from '../workflows/search-attributes';

/** Registers what search attributes a namespace lacks. Rejects where the server forbids it, with what to register by hand. */
export async function registerSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributes.filter(({ name }) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const types = Object.fromEntries(missing.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type) ?? null]));
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes: dropNulls(types) });
  } catch (err) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new Error(
      `the search attributes ${names} cannot be registered in namespace ${namespace}: register them by hand, as Keyword`,
      { cause: err },
    );
  }
}

const dropNulls = <T>(values: Record<string, T | null>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
