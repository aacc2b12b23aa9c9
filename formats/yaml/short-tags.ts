/** CloudFormation's short forms of functions: `!Sub text` for `{ "Fn::Sub": "text" }`. */

/** All that CloudFormation documents, also those for `Rules` and of `AWS::LanguageExtensions`. */
const functions = new Set([
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

/** These two have no `Fn::`. */
const bare = new Set(['Ref', 'Condition']);

/** The key that a short form stands for; `undefined` if CloudFormation has no such function. */
export function functionOf(tag: string): string | undefined {
  const name = tag.startsWith('!') ? tag.slice(1) : '';
  if (bare.has(name)) return name;
  return functions.has(name) || /^ForEach::[A-Za-z0-9]+$/.test(name) ? `Fn::${name}` : undefined;
}

/** What a function gets: `Fn::GetAtt` a list, whose second item may have dots itself, as in `Nested.Outputs.Url`. */
export function argumentOf(key: string, written: unknown): unknown {
  if (key !== 'Fn::GetAtt' || typeof written !== 'string') return written;
  const [resource = '', ...attribute] = written.split('.');
  return attribute.length === 0 ? written : [resource, attribute.join('.')];
}
