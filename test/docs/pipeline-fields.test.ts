import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultTexts, minimalPipeline } from '../../client/schema/default-texts';
import { annotatedSchema, type Part } from '../../client/schema/json-schema';
import { objectSchemaOf } from '../../client/schema/subschema';
import { definePipeline } from '../../pipeline/authoring/define';
import { notSupported } from '../../pipeline/rules/definition/not-supported';
import { anchorOf, fieldsPage } from './fields-page';

const file = resolve(__dirname, '../../docs/pipeline-fields.md');
const generated = fieldsPage();

/** Every field below a part, with its path. */
function fieldsOf(part: Part, path = ''): { path: string; field: Part }[] {
  const { properties = {}, items, additionalProperties } = objectSchemaOf(part, { kind: 'git' });
  const many = [items, additionalProperties].flatMap((one) =>
    typeof one === 'object' && !Array.isArray(one) ? fieldsOf(one, `${path}/*`) : [],
  );
  const own = Object.entries(properties).flatMap(([key, field]) =>
    typeof field === 'object' ? [{ path: `${path}/${key}`, field }, ...fieldsOf(field, `${path}/${key}`)] : [],
  );
  return [...own, ...many];
}

const fields = fieldsOf(annotatedSchema());

/** The path of every part of a value, with `*` for what has no fixed name. */
const pathsOf = (value: unknown, path = ''): string[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, part]) =>
          pathsOf(part, `${path}/${Array.isArray(value) || path === '/components' ? '*' : key}`),
        ),
      ];

test('the page of fields equals what the schema generates; RENEW_GOLDEN=1 renews it', () => {
  if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, generated);
  if (readFileSync(file, 'utf8') !== generated)
    throw new Error(
      'docs/pipeline-fields.md differs from the schema: renew it with RENEW_GOLDEN=1 npx jest test/docs/pipeline-fields',
    );
});

test('every field has a description that is a sentence', () => {
  expect(fields.length).toBeGreaterThan(80);
  expect(fields.filter(({ field }) => !/^[A-Z`].*\.$/.test(field.description ?? '')).map(({ path }) => path)).toEqual([]);
});

test('the page gives a default for exactly the fields that definePipeline fills in', () => {
  const written = pathsOf(minimalPipeline);
  const filled = pathsOf(definePipeline(minimalPipeline)).filter((path) => !written.includes(path));
  const stated = fields.filter(({ field }) => field.defaultText !== undefined).map(({ path }) => path);
  expect(filled.filter((path) => !stated.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
  const own = /^\/stages\/\*\/(alarms|traffic)\//; // of stages, which need not have any
  expect(stated.filter((path) => !filled.includes(path) && !own.test(path))).toEqual([]);
});

test('definePipeline fills in the deadline of a bake that the page states', () => {
  const deadlineOf = (time: '10m' | '3h') =>
    definePipeline({
      ...minimalPipeline,
      stages: minimalPipeline.stages.map((stage) => ({ ...stage, bakes: { zone: { for: time } } })),
    }).stages[0]?.bakes.zone?.deadline;
  expect(defaultTexts.deadline).toBe('twice `for`, and at least an hour more than it');
  expect([deadlineOf('10m'), deadlineOf('3h')]).toEqual([`${70 * 60_000}ms`, `${6 * 3_600_000}ms`]);
});

test('the page names the rule of every field that is not done yet, and of no other', () => {
  const named = [...generated.matchAll(/not-yet-[a-z-]+/g)].map(([name]) => name);
  expect([...new Set(named)].sort()).toEqual(notSupported.map(({ name }) => name).sort());
});

test('every link on the page leads to a heading, and every heading is unique', () => {
  const headings = [...generated.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  const links = [...generated.matchAll(/\(#([^)]+)\)/g)].map(([, to]) => to);
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter((to) => to === undefined || !headings.includes(to))).toEqual([]);
  expect([...new Set(headings)]).toEqual(headings);
});
