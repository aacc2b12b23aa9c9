import { definePipeline, git, type Pipeline, PipelineBase, region, wave } from '../../../pipeline';

/** The settings of one team. */
abstract class Retail extends PipelineBase {
  protected abstract readonly name: string;
  protected readonly approvals: number = 2;

  synth(): Pipeline {
    return definePipeline({
      name: this.name,
      team: 'retail',
      review: { approvals: this.approvals },
      source: git({ repository: `acme/${this.name}`, branch: 'main' }),
      build: { run: ['make'], output: 'dist' },
      components: { api: { per: 'zone', template: 'api.json' } },
      alarms: [`${this.name}-errors`],
      stages: [wave('first', { account: '222222222222', regions: [region('us-west-2', ['usw2-az1'])] })],
    });
  }
}

class Checkout extends Retail {
  protected readonly name = 'checkout';
}

class Prices extends Retail {
  protected readonly name = 'prices';
  protected override readonly approvals = 1; // a deliberate exception
}

test('services of one team share settings by a base class, and the result is plain data', () => {
  const [checkout, prices] = [new Checkout().synth(), new Prices().synth()];
  expect([checkout.service, checkout.review.approvals]).toEqual(['checkout', 2]);
  expect([prices.service, prices.review.approvals]).toEqual(['prices', 1]);
  expect(JSON.parse(JSON.stringify(checkout))).toEqual(checkout);
});
