import type { Bake, Bakes, Component, Pipeline, Stage } from 'slipway';

type Kind = keyof Bakes;

/** In seconds. AWS allows 10, 20, 30 or a multiple of 60, the emulator also 1, so that an alarm of “two of three” fires within three seconds. */
const alarmPeriod = '1';

const deadline = '60s';

// As many requests as the canary of gamma and the visitors of production send in about that time. The table of a new Region has no traffic.
const gammaBakes: Readonly<Record<Kind, Bake>> = {
  regional: { for: '1s', minimumRequests: 0, deadline },
  oneBox: { for: '3s', minimumRequests: 3, deadline },
  zone: { for: '2s', minimumRequests: 20, deadline },
  region: { for: '1s', minimumRequests: 30, deadline },
};
const prodBakes: Readonly<Record<Kind, Bake>> = {
  regional: { for: '1s', minimumRequests: 0, deadline },
  oneBox: { for: '5s', minimumRequests: 10, deadline },
  zone: { for: '4s', minimumRequests: 30, deadline },
  region: { for: '2s', minimumRequests: 30, deadline },
};

/**
 * The same pipeline with every time in seconds, so that a change reaches all of production in minutes instead of days. Stages, gates, alarms
 * and rules stay the same. Never use it for a service that people pay for: it does not notice damage that takes half an hour to show.
 */
export function shortened(pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    timing: 'shortened',
    components: Object.fromEntries(
      Object.entries(pipeline.components).map(([name, component]) => [name, quickAlarms(component)]),
    ),
    ...(pipeline.traffic === undefined ? {} : { traffic: { ...pipeline.traffic, period: '1s' } }),
    lookEvery: '500ms',
    stages: pipeline.stages.map((stage) => ({ ...stage, bakes: shortBakes(stage) })),
  };
}

const quickAlarms = (component: Component): Component =>
  'AlarmPeriod' in component.parameters
    ? { ...component, parameters: { ...component.parameters, AlarmPeriod: alarmPeriod } }
    : component;

/** Only the bakes of the real pipeline. */
function shortBakes(stage: Stage): Bakes {
  const short = stage.environment === 'prod' ? prodBakes : gammaBakes;
  return Object.fromEntries(Object.entries(short).filter(([kind]) => kind in stage.bakes));
}
