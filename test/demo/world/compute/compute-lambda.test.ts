import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { computeTemplate } from '../../../../demo/world/compute/compute-template';

type Handler = (event: unknown) => Promise<void>;
const { handler }: { handler: Handler } = createRequire(__filename)(
  join(__dirname, '../../../../demo/world/compute/compute-lambda.cjs'),
);

const servers: Server[] = [];
afterEach(() => servers.splice(0).map((server) => server.close()));

/** A server that gives every request the same answer, and records the requests. */
async function listener(status: number, body?: unknown) {
  const requests: { method: string | undefined; url: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ method: request.method, url: request.url, body: await json(request).catch(() => undefined) });
    response.writeHead(status, { connection: 'close' }).end(body === undefined ? undefined : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const event = (RequestType: string, ResponseURL: string) => ({
  ...{ RequestType, ResponseURL, RequestId: 'request-1', LogicalResourceId: 'Service' },
  StackId: 'arn:aws:cloudformation:us-west-2:222222222222:stack/checkout-prod-api-usw2-az1/1',
  ResourceProperties: { Environment: 'prod', Zone: 'usw2-az1', Share: 'fleet', Payload: 'sha256-00', Table: 'checkout-prod' },
});

const ids = {
  ...{ PhysicalResourceId: 'prod/us-west-2/usw2-az1/fleet', RequestId: 'request-1', LogicalResourceId: 'Service' },
  StackId: 'arn:aws:cloudformation:us-west-2:222222222222:stack/checkout-prod-api-usw2-az1/1',
};

/** What the Lambda reports to CloudFormation, given how the world answers. */
async function reportsOf(requestType: string, world: Awaited<ReturnType<typeof listener>> | { url: string }) {
  const cloudFormation = await listener(200);
  process.env.WORLD = world.url;
  await handler(event(requestType, cloudFormation.url));
  return cloudFormation.requests.map(({ body }) => body);
}

describe('the Lambda', () => {
  test.each(['Create', 'Update'])('forwards a %s and reports the endpoint', async (requestType) => {
    const world = await listener(200, { Endpoint: 'http://127.0.0.1:1/x' });
    expect(await reportsOf(requestType, world)).toEqual([
      { ...ids, Status: 'SUCCESS', Data: { Endpoint: 'http://127.0.0.1:1/x' } },
    ]);
    const body = { payload: 'sha256-00', account: '222222222222', table: 'checkout-prod' };
    expect(world.requests).toEqual([{ method: 'PUT', url: '/targets/prod/us-west-2/usw2-az1/fleet', body }]);
  });

  test('forwards a Delete', async () => {
    const world = await listener(204);
    expect(await reportsOf('Delete', world)).toEqual([{ ...ids, Status: 'SUCCESS', Data: {} }]);
    expect(world.requests).toMatchObject([{ method: 'DELETE', url: '/targets/prod/us-west-2/usw2-az1/fleet' }]);
  });

  test('reports the world’s reason for a failure', async () => {
    const world = await listener(500, { error: 'it did not answer' });
    expect(await reportsOf('Update', world)).toEqual([{ ...ids, Status: 'FAILED', Reason: 'it did not answer' }]);
  });

  test('reports a failure at once if the world is down', async () => {
    expect(await reportsOf('Update', { url: 'http://127.0.0.1:1' })).toMatchObject([{ ...ids, Status: 'FAILED' }]);
  });

  test('fits into a template', () => {
    const { Code } = JSON.parse(computeTemplate()).Resources.Compute.Properties;
    expect(Code.ZipFile.length).toBeLessThan(4_096);
  });
});
