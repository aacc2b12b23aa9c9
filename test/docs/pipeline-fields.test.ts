import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { filledIn, least } from '../../client/schema/filled-in';
import { type Part, shape } from '../../client/schema/json-schema';
import { objectOf } from '../../client/schema/part-at';
import { definePipeline } from '../../pipeline/authoring/define';
import { notSupported } from '../../pipeline/rules/definition/not-supported';
import { anchorOf, fieldsPage } from './fields-page';

const file = resolve(__dirname, '../../docs/pipeline-fields.md');
const made = fieldsPage();

/** Every field below a part, with its path. */
function fieldsOf(part: Part, path = ''): { path: string; field: Part }[] {
  const { properties = {}, items, additionalProperties } = objectOf(part, { kind: 'git' });
  const many = [items, additionalProperties].flatMap((one) =>
    typeof one === 'object' && !Array.isArray(one) ? fieldsOf(one, `${path}/*`) : [],
  );
  const own = Object.entries(properties).flatMap(([key, field]) =>
    typeof field === 'object' ? [{ path: `${path}/${key}`, field }, ...fieldsOf(field, `${path}/${key}`)] : [],
  );
  return [...own, ...many];
}

const fields = fieldsOf(shape());

/** The path of whatever stands in a value, with `*` for what has no name of its own. */
const pathsOf = (value: unknown, path = ''): string[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, part]) =>
          pathsOf(part, `${path}/${Array.isArray(value) || path === '/components' ? '*' : key}`),
        ),
      ];

test('the page of fields is what the schema says; RENEW_GOLDEN=1 writes it anew', () => {
  if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, made);
  if (readFileSync(file, 'utf8') !== made)
    throw new Error(
      'docs/pipeline-fields.md is not what the schema says: write it anew with RENEW_GOLDEN=1 npx jest test/docs/pipeline-fields',
    );
});

test('every field has a description of its own, in a sentence', () => {
  expect(fields.length).toBeGreaterThan(80);
  expect(fields.filter(({ field }) => !/^[A-Z`].*\.$/.test(field.description ?? '')).map(({ path }) => path)).toEqual([]);
});

test('what definePipeline fills in is said, and nothing else is', () => {
  const written = pathsOf(least);
  const filled = pathsOf(definePipeline(least)).filter((path) => !written.includes(path));
  const said = fields.filter(({ field }) => field.filledIn !== undefined).map(({ path }) => path);
  expect(filled.filter((path) => !said.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
  const own = /^\/stages\/\*\/(alarms|traffic)\//; // of stages, which need not have any
  expect(said.filter((path) => !filled.includes(path) && !own.test(path))).toEqual([]);
});

test('a bake’s deadline is filled in as it is said', () => {
  const deadlineOf = (time: '10m' | '3h') =>
    definePipeline({ ...least, stages: least.stages.map((stage) => ({ ...stage, bakes: { zone: { for: time } } })) }).stages[0]
      ?.bakes.zone?.deadline;
  expect(filledIn.deadline).toBe('twice `for`, and at least an hour more than it');
  expect([deadlineOf('10m'), deadlineOf('3h')]).toEqual([`${70 * 60_000}ms`, `${6 * 3_600_000}ms`]);
});

test('what is not done yet is said with its rule, and nothing else is', () => {
  const named = [...made.matchAll(/not-yet-[a-z-]+/g)].map(([name]) => name);
  expect([...new Set(named)].sort()).toEqual(notSupported.map(({ name }) => name).sort());
});

test('every part that is linked to has its heading, and each heading stands once', () => {
  const headings = [...made.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  const links = [...made.matchAll(/\(#([^)]+)\)/g)].map(([, to]) => to);
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter((to) => to === undefined || !headings.includes(to))).toEqual([]);
  expect([...new Set(headings)]).toEqual(headings);
});
