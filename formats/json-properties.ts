/**
 * Properties whose value is JSON in a language of its own, which CloudFormation hands on as it is written: no type of a property turns
 * `"2.0"` back into a number there. Step Functions refuses a `BackoffRate` that is text.
 */
const jsonProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Model': ['Schema'],
  'AWS::ApiGateway::RestApi': ['Body'],
  'AWS::ApiGatewayV2::Api': ['Body'],
  'AWS::ApiGatewayV2::Model': ['Schema'],
  'AWS::Events::Archive': ['EventPattern'],
  'AWS::Events::Rule': ['EventPattern'],
  'AWS::SNS::Subscription': ['FilterPolicy'],
  'AWS::Serverless::Api': ['DefinitionBody', 'Models'],
  'AWS::Serverless::Function': ['Events'],
  'AWS::Serverless::HttpApi': ['DefinitionBody'],
  'AWS::Serverless::StateMachine': ['Definition', 'Events'],
  'AWS::StepFunctions::StateMachine': ['Definition'],
};

/** These name a version, which is text also there: `swagger: 2.0`. */
const versionKey = /^(?:swagger|openapi|.*version)$/i;

type Section = Readonly<Record<string, unknown>>;

const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null && !Array.isArray(value);

const jsonPropertiesOf = ({ Type: type }: Section): readonly string[] =>
  (typeof type === 'string' && Object.hasOwn(jsonProperties, type) ? jsonProperties[type] : undefined) ?? [];

/** Whether a template has a resource with such a property, wherever it is: `Fn::ForEach` has resources inside. */
export const hasOwnJson = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasOwnJson)
    : isSection(value) && (jsonPropertiesOf(value).length > 0 || Object.values(value).some(hasOwnJson));

/** A template in which numbers keep their characters, with the numbers of the same template in these properties. */
export function withNumbers(exact: unknown, numbers: unknown): unknown {
  if (!isSection(exact)) return mapParts(exact, numbers, withNumbers);
  const names = jsonPropertiesOf(exact);
  return mapParts(exact, numbers, (part, same, key) =>
    key === 'Properties' && names.length > 0
      ? mapParts(part, same, (own, sameOwn, name) => (names.includes(name) ? numbersExceptVersions(own, sameOwn) : own))
      : withNumbers(part, same),
  );
}

const numbersExceptVersions = (exact: unknown, numbers: unknown): unknown =>
  typeof exact !== 'object' || exact === null
    ? numbers
    : mapParts(exact, numbers, (part, same, key) =>
        versionKey.test(key) && typeof part !== 'object' ? part : numbersExceptVersions(part, same),
      );

type Change = (part: unknown, same: unknown, key: string) => unknown;

/** Changes each part of an object or list, together with the same part of another one; any other value stays. */
function mapParts(value: unknown, other: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((part, index) => change(part, Array.isArray(other) ? other[index] : undefined, ''));
  if (!isSection(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, change(part, isSection(other) ? other[key] : undefined, key)]),
  );
}
