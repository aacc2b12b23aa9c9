/** Pipelines that must not compile, one mistake a line: the compiler fails where it accepts one. */
import { definePipeline, gamma, git, hours, region, type WrittenPipeline, wave, waves, zones } from '../../../pipeline';
import { written } from '../builders/a-pipeline';

const prod = { account: '222222222222', regions: [region('us-west-2', zones('usw2-az', 2))] };
const { stages: _, alarms: __, ...withoutStages } = written;

export const wrong: readonly WrittenPipeline[] = [
  written, // nothing is wrong with this one
  // @ts-expect-error a bare number is no duration
  { ...written, lookEvery: 60 },
  // @ts-expect-error a duration has a unit
  { ...written, lookEvery: '60' },
  // @ts-expect-error a duration has a unit that is known
  { ...written, lookEvery: '2 hours' },
  // @ts-expect-error nothing is queued so
  { ...written, queue: 'newest' },
  // @ts-expect-error a rollback has a scope that is known
  { ...written, rollback: { scope: 'all' } },
  // @ts-expect-error a pipeline has stages and alarms
  withoutStages,
  // @ts-expect-error what is unset is left out
  { ...written, traffic: undefined },
  // @ts-expect-error there is no such rung
  { ...written, rung: 'production' },
  // @ts-expect-error times are shortened or not
  { ...written, timing: 'fast' },
  // @ts-expect-error a misspelt field
  { ...written, reviews: { approvals: 1 } },
  // @ts-expect-error a component is per Region or per zone
  { ...written, components: { api: { per: 'cell', template: 'api.json' } } },
  // @ts-expect-error a component has a template
  { ...written, components: { api: { per: 'zone' } } },
  // @ts-expect-error a component that cannot canary says why
  { ...written, components: { api: { per: 'zone', template: 'api.json', cannotCanary: true } } },
  // @ts-expect-error only the platform shifts
  { ...written, components: { api: { per: 'zone', template: 'api.json', shifts: 'us' } } },
  // @ts-expect-error parameters of a template are text
  { ...written, components: { api: { per: 'zone', template: 'api.json', parameters: { Size: 2 } } } },
  // @ts-expect-error both directions are said
  { ...written, components: { api: { per: 'zone', template: 'api.json', rolling: { parameter: 'P', forward: 33 } } } },
  // @ts-expect-error an alarm fires within a duration
  { ...written, alarms: [{ name: 'errors', firesWithin: 300 }] },
  // @ts-expect-error requests are counted by Sum or SampleCount
  { ...written, traffic: { ...written.traffic, statistic: 'Average' } },
  // @ts-expect-error a build reaches the network or not
  { ...written, build: { run: ['make'], output: 'dist', network: 'some' } },
  // @ts-expect-error a command is a list
  { ...written, build: { run: 'make', output: 'dist' } },
];

export const wrongStages = [
  // @ts-expect-error a stage lies in an account
  wave('first', { regions: prod.regions }),
  // @ts-expect-error an account is text: its first digit may be 0
  wave('first', { ...prod, account: 222222222222 }),
  // @ts-expect-error a stage reaches Regions
  wave('first', { account: prod.account }),
  // @ts-expect-error a Region is written with its zones
  wave('first', { ...prod, regions: ['us-west-2'] }),
  // @ts-expect-error the word says the environment
  gamma({ ...prod, environment: 'prod' }),
  // @ts-expect-error a bake has a time
  wave('first', { ...prod, bakes: { region: { minimumRequests: 1 } } }),
  // @ts-expect-error a bake's time has a unit
  wave('first', { ...prod, bakes: { region: { for: 12 } } }),
  // @ts-expect-error there is no such bake
  wave('first', { ...prod, bakes: { cell: { for: hours(1) } } }),
  // @ts-expect-error silence is never health
  wave('first', { ...prod, bakes: { zone: { for: hours(1), silence: 'pass' } } }),
  // @ts-expect-error what failed is left or rolled back
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
  // @ts-expect-error a zone has no second one-box
  region('us-west-2', [{ name: 'usw2-az1', oneBox: true }]),
];

// @ts-expect-error a source has a branch
export const sourceWithoutBranch = git({ repository: 'acme/checkout' });

const pipeline = definePipeline(written);
// @ts-expect-error a pipeline is a value that nobody changes
pipeline.queue = 'latest';
// @ts-expect-error nor any part of it
pipeline.stages.push(...pipeline.stages);
