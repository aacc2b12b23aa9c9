import { annotatedSchema, type Part } from '../../../client/schema/json-schema';
import { modelComments } from './model-comments';

/** The model's interface for each object of the schema, by its path with `*` for an item or a name. */
const interfaces: Readonly<Record<string, string>> = {
  '': 'Pipeline',
  '/source:git': 'GitSource',
  '/source:image': 'ImageSource',
  '/source:bucket': 'BucketSource',
  '/review': 'Review',
  '/build': 'Build',
  '/components/*': 'Component',
  '/components/*/rolling': 'Rolling',
  '/alarms': 'Alarms',
  '/alarms/*/*': 'NamedAlarm',
  '/traffic': 'Traffic',
  '/traffic/dimensions': 'TrafficDimensions',
  '/rollback': 'Rollback',
  '/related/*': 'RelatedService',
  '/notifications/*': 'Notification',
  '/stages/*': 'Stage',
  '/stages/*/regions/*': 'Region',
  '/stages/*/regions/*/zones/*': 'Zone',
  '/stages/*/loadTest': 'LoadTest',
  '/stages/*/bakes': 'Bakes',
  '/stages/*/bakes/*': 'Bake',
  '/stages/*/approval': 'Approval',
  '/stages/*/windows': 'Windows',
  '/stages/*/windows/open/*': 'Window',
  '/stages/*/windows/calendars/*': 'Calendar',
  '/stages/*/windows/calendars/*/closed/*': 'Days',
};

interface SchemaObject {
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = ({ properties: { kind } = {} }: Part): string => (isPart(kind) ? `:${kind.const}` : '');

/** Every object of the schema, with its path. */
function objectsOf(part: Part, path = ''): SchemaObject[] {
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = part;
  const own = part.properties === undefined ? [] : [{ path: `${path}${kindOf(part)}`, properties }];
  const below = Object.entries(properties).map(([key, value]) => [`${path}/${key}`, value] as const);
  const many = [items, additionalProperties].map((value) => [`${path}/*`, value] as const);
  const alternatives = [...anyOf, ...oneOf].map((value) => [path, value] as const);
  return [...own, ...[...below, ...many, ...alternatives].flatMap(([at, one]) => (isPart(one) ? objectsOf(one, at) : []))];
}

/** A stage has alarms and traffic like the pipeline's; the bakes of a stage, and the lists of alarms, are alike. */
const interfaceOf = (path: string): string | undefined =>
  interfaces[
    path
      .replace(/^\/stages\/\*(?=\/(alarms|traffic))/, '')
      .replace(/^\/alarms\/\w+\/\*$/, '/alarms/*/*')
      .replace(/^(\/stages\/\*\/bakes)\/\w+$/, '$1/*')
  ];

/** The model's comments write apostrophes as on a keyboard. */
const plain = (text: string): string => text.replaceAll('’', "'");

const objects = objectsOf(annotatedSchema());

test('every object of the schema is an interface of the model with the same fields', () => {
  expect(objects.length).toBeGreaterThan(Object.keys(interfaces).length);
  for (const { path, properties } of objects) {
    const name = interfaceOf(path);
    const fields = [...(modelComments.get(name ?? '') ?? new Map()).keys()].sort();
    expect({ path, name, fields }).toEqual({ path, name: expect.any(String), fields: Object.keys(properties).sort() });
  }
});

test('a field has the same description in the schema as in the model', () => {
  const different = objects.flatMap(({ path, properties }) =>
    Object.entries(properties).flatMap(([key, part]) => {
      const inSchema = plain((isPart(part) && part.description) || '(none)');
      const inModel = modelComments.get(interfaceOf(path) ?? '')?.get(key) || '(none)';
      return inSchema === inModel && inSchema !== '(none)' ? [] : [{ field: `${path}/${key}`, inSchema, inModel }];
    }),
  );
  expect(different).toEqual([]);
});
