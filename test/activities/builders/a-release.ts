/** Small templates, and releases made of them. */
import { digestOf } from '../../../activities/releases/digest';
import type { BuiltRelease } from '../../../pipeline/model/release';

export type Resources = Readonly<Record<string, { readonly Type: string; readonly [more: string]: unknown }>>;

/** A name that contains the stack's, so that it is unique. */
const uniqueName = (before: string, after: string) => ({ 'Fn::Join': ['', [before, { Ref: 'AWS::StackName' }, after]] });

/** A resource that is created at once and has a value. */
export const note = (value: string) => ({
  Note: {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: uniqueName('/', '/note'), Type: 'String', Value: value },
  },
});

export const table = () => ({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
});

/** A resource that is ready once the address `until` answers, or fails with “the version does not answer”; `After` waits for it. */
export const gate = (options: {
  readonly version: string;
  readonly until?: string | { readonly 'Fn::Sub': string };
  readonly fails?: true;
}) => ({
  GateCode: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: uniqueName('', '-gate'),
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Timeout: 900, // longer than any test holds it
      Role: 'arn:aws:iam::000000000000:role/none',
      Code: { ZipFile: gateCode },
    },
  },
  Gate: {
    Type: 'Custom::Gate',
    Properties: {
      ServiceToken: { 'Fn::GetAtt': ['GateCode', 'Arn'] },
      Version: options.version,
      Until: options.until ?? '',
      Fails: String(options.fails ?? false),
    },
  },
  After: {
    Type: 'AWS::SSM::Parameter',
    DependsOn: 'Gate',
    Properties: { Name: uniqueName('/', '/after'), Type: 'String', Value: options.version },
  },
});

const gateCode = `
const http = require('http');
exports.handler = async (event) => {
  const { Until, Fails } = event.ResourceProperties;
  if (Until && event.RequestType !== 'Delete') await fetch(Until);
  const fails = Fails === 'true' && event.RequestType !== 'Delete';
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({
    Status: fails ? 'FAILED' : 'SUCCESS', Reason: 'the version does not answer', PhysicalResourceId: 'gate', StackId, RequestId, LogicalResourceId,
  });
  const to = new URL(event.ResponseURL);
  await new Promise((resolve, reject) => {
    const options = { hostname: to.hostname, port: to.port, path: to.pathname + to.search, method: 'PUT' };
    const request = http.request({ ...options, headers: { 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume();
      answer.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
};`;

/** A release whose component `api` is these resources. */
export function aRelease(Resources: Resources, Outputs: Part = {}, Parameters: Part = {}): BuiltRelease {
  const template = JSON.stringify({ Parameters, Resources, Outputs });
  return {
    kind: 'built',
    commit: 'c'.repeat(40),
    components: { api: { whole: { template, parameters: {}, digest: digestOf(template, {}) } } },
  };
}

type Part = Readonly<Record<string, unknown>>;

/** The digest of a release's component `api`. */
export const digestIn = (release: BuiltRelease): string => release.components.api?.whole.digest ?? '';
