/** Pipelines that must not compile, one mistake each. The compiler reports an unused `@ts-expect-error` if it accepts one. */
import { definePipeline, gamma, git, hours, region, type WrittenPipeline, wave, waves, zones } from '../../../pipeline';
import { written } from '../builders/a-pipeline';

const prod = { account: '222222222222', regions: [region('us-west-2', zones('usw2-az', 2))] };
const { stages: _, alarms: __, ...withoutStages } = written;

export const wrong: readonly WrittenPipeline[] = [
  written, // correct
  // @ts-expect-error a number is not a duration
  { ...written, lookEvery: 60 },
  // @ts-expect-error a duration has a unit
  { ...written, lookEvery: '60' },
  // @ts-expect-error a duration has a known unit
  { ...written, lookEvery: '2 hours' },
  // @ts-expect-error an unknown queue
  { ...written, queue: 'newest' },
  // @ts-expect-error an unknown scope of rollbacks
  { ...written, rollback: { scope: 'all' } },
  // @ts-expect-error a pipeline has stages and alarms
  withoutStages,
  // @ts-expect-error an optional field is absent, not undefined
  { ...written, traffic: undefined },
  // @ts-expect-error an unknown rung
  { ...written, rung: 'production' },
  // @ts-expect-error an unknown timing
  { ...written, timing: 'fast' },
  // @ts-expect-error a misspelt field
  { ...written, reviews: { approvals: 1 } },
  // @ts-expect-error a component is per Region or per zone
  { ...written, components: { api: { per: 'cell', template: 'api.json' } } },
  // @ts-expect-error a component has a template
  { ...written, components: { api: { per: 'zone' } } },
  // @ts-expect-error a component that cannot canary says why
  { ...written, components: { api: { per: 'zone', template: 'api.json', cannotCanary: true } } },
  // @ts-expect-error only the platform shifts traffic
  { ...written, components: { api: { per: 'zone', template: 'api.json', shifts: 'us' } } },
  // @ts-expect-error parameters of a template are text
  { ...written, components: { api: { per: 'zone', template: 'api.json', parameters: { Size: 2 } } } },
  // @ts-expect-error a rolling share has both directions
  { ...written, components: { api: { per: 'zone', template: 'api.json', rolling: { parameter: 'P', forward: 33 } } } },
  // @ts-expect-error an alarm fires within a duration
  { ...written, alarms: [{ name: 'errors', firesWithin: 300 }] },
  // @ts-expect-error an unknown statistic
  { ...written, traffic: { ...written.traffic, statistic: 'Average' } },
  // @ts-expect-error an unknown network setting
  { ...written, build: { run: ['make'], output: 'dist', network: 'some' } },
  // @ts-expect-error a command is a list
  { ...written, build: { run: 'make', output: 'dist' } },
];

export const wrongStages = [
  // @ts-expect-error a stage has an account
  wave('first', { regions: prod.regions }),
  // @ts-expect-error an account is text: its first digit may be 0
  wave('first', { ...prod, account: 222222222222 }),
  // @ts-expect-error a stage has Regions
  wave('first', { account: prod.account }),
  // @ts-expect-error a Region is written with its zones
  wave('first', { ...prod, regions: ['us-west-2'] }),
  // @ts-expect-error the function sets the environment
  gamma({ ...prod, environment: 'prod' }),
  // @ts-expect-error a bake has a time
  wave('first', { ...prod, bakes: { region: { minimumRequests: 1 } } }),
  // @ts-expect-error a bake's time has a unit
  wave('first', { ...prod, bakes: { region: { for: 12 } } }),
  // @ts-expect-error an unknown bake
  wave('first', { ...prod, bakes: { cell: { for: hours(1) } } }),
  // @ts-expect-error silence is never health
  wave('first', { ...prod, bakes: { zone: { for: hours(1), silence: 'pass' } } }),
  // @ts-expect-error an unknown onFailure
  wave('first', { ...prod, onFailure: 'ignore' }),
  // @ts-expect-error an approval names who approves, how many and for how long
  wave('first', { ...prod, approval: { approvers: ['ann'] } }),
  // @ts-expect-error windows have a time zone
  wave('first', { ...prod, windows: { open: [] } }),
  // @ts-expect-error a window opens on days of the week
  wave('first', { ...prod, windows: { timeZone: 'UTC', open: [{ days: ['monday'], from: '09:00', to: '16:00' }] } }),
  // @ts-expect-error a window opens at a time of the clock
  wave('first', { ...prod, windows: { timeZone: 'UTC', open: [{ from: '9 am', to: '16:00' }] } }),
  // @ts-expect-error waves take their Regions from the list
  waves(prod.regions, { account: prod.account, regions: prod.regions }),
  // @ts-expect-error a zone can only say that it has no one-box
  region('us-west-2', [{ name: 'usw2-az1', oneBox: true }]),
];

// @ts-expect-error a source has a branch
export const sourceWithoutBranch = git({ repository: 'acme/checkout' });

const pipeline = definePipeline(written);
// @ts-expect-error a pipeline is readonly
pipeline.queue = 'latest';
// @ts-expect-error and so are its parts
pipeline.stages.push(...pipeline.stages);
