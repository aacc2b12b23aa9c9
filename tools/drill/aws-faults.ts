import { setTimeout as pause } from 'node:timers/promises';
import type { FaultyProxy } from '../../local/faulty-proxy';
import type { Fault, FaultContext } from './fault';
import { waitForIdleStacks } from './idle-stacks';

/** Actions that must not take effect twice, even if their answer is lost. */
const mutatingActions = new Set(['CreateChangeSet', 'ExecuteChangeSet', 'DeleteChangeSet']);

/**
 * AWS continues an update while nobody can reach it, but the emulator forgets a running update when it stops. So the network is cut
 * first, and the emulator stops when no stack has a running operation.
 */
export const emulatorStopped: Fault = {
  name: 'emulator-stopped',
  what: 'the AWS emulator, stopped and restarted with its state',
  prepare: async ({ system, sites, random }) => ({
    async inject() {
      const proxy = proxyOf(system);
      proxy.cut();
      await waitForIdleStacks(system.endpoint, sites);
      await system.parts.emulator.stop();
      await pause(random.between(500, 4_000));
      await system.parts.emulator.restart();
      proxy.restore();
      return 'stopped the emulator and started it again';
    },
  }),
};

/** At random, either nothing reaches AWS, or half of the answers to mutating calls are lost. */
export const awsNetworkBroken: Fault = {
  name: 'aws-network-broken',
  what: 'the network to AWS, cut, or losing half of the answers to mutating calls',
  prepare: async ({ system, random }) => ({
    inject: () => (random.onceIn(2) ? cutNetwork : loseAnswers)(proxyOf(system), random),
  }),
};

function proxyOf({ awsProxy }: FaultContext['system']): FaultyProxy {
  if (awsProxy === undefined) throw new Error('this system has no proxy before AWS');
  return awsProxy;
}

async function cutNetwork(proxy: FaultyProxy, random: FaultContext['random']): Promise<string> {
  proxy.cut();
  await pause(random.between(500, 6_000));
  proxy.restore();
  return 'cut the network to AWS';
}

/** No answer is lost if nobody calls meanwhile. */
async function loseAnswers(proxy: FaultyProxy, random: FaultContext['random']): Promise<string | undefined> {
  let lost = 0;
  proxy.fate = (action) => (mutatingActions.has(action) && random.onceIn(2) && ++lost > 0 ? 'answer lost' : 'answered');
  await pause(random.between(4_000, 10_000));
  proxy.fate = () => 'answered';
  return lost === 0 ? undefined : `lost ${lost} answer${lost === 1 ? '' : 's'} from AWS`;
}
