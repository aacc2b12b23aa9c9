import { addressesIn, views } from '../../local/web-ui';

const pages = addressesIn('http://127.0.0.1:8233');

describe('the address of a page of the Temporal Web UI', () => {
  test('escapes the slashes of a workflow’s id', () => {
    expect(pages.workflow({ workflowId: 'checkout/3f2a1c9d04be/first', runId: 'r1' }, 'user-metadata')).toBe(
      'http://127.0.0.1:8233/namespaces/default/workflows/checkout%2F3f2a1c9d04be%2Ffirst/r1/user-metadata',
    );
  });

  test('contains the query of a view', () => {
    expect(new URL(pages.list(views.waiting)).searchParams.get('query')).toBe(views.waiting);
  });
});
