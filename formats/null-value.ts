type Section = Readonly<Record<string, unknown>>;

/** Where values count. What descriptions and metadata hold is nobody's to refuse. */
const sections = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];

/**
 * Why CloudFormation refuses the nulls of a template, by the first one: in YAML a key has none below it if the lines after it are not indented.
 * `undefined` if there are none, and with a transform, which may take them.
 */
export function nullValue(template: Section): string | undefined {
  if ('Transform' in template) return undefined;
  const path = sections.flatMap((name) => (name in template ? (nullAt(template[name], name) ?? []) : []))[0];
  return path && `${path} is null, which CloudFormation refuses: write its value, indented below it, or remove it`;
}

/** Levels that are looked at: down to a property. Inside one, another language may have nulls: `ResultPath: null` of Step Functions. */
const deepest = 4;

/** The path of the first null: `Resources/Queue/Properties`. */
function nullAt(value: unknown, path: string, level = 1): string | undefined {
  if (value === null) return path;
  if (typeof value !== 'object' || level === deepest) return undefined;
  for (const [key, part] of Object.entries(value ?? {})) {
    const found = nullAt(part, `${path}/${key}`, level + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
