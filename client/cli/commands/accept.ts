import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { releaseProblem } from '../../../pipeline/model/person';
import type { Reply } from '../../../workflows/messages/commands';
import { Refusal } from '../../refusal';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

interface Options extends AttributionOptions {
  readonly release?: string;
  readonly found?: true;
  readonly at?: string;
  readonly service?: string;
}

/** `slipway accept`: a person confirms what is deployed at a stuck step or in a stuck lane. */
export function acceptCommand(program: Command): void {
  const command = program
    .command('accept')
    .description('continue without a stuck rollback step that you repaired by hand, or free the lane of a vanished change')
    .argument('<change or lane>', 'a change, as in checkout/3f2a1c9d04be, or a lane, as in prod/us-east-1')
    .option('--release <id>', 'for a change: the release that is deployed now; this or --found is required')
    .option('--found', 'for a change: its stack runs what it ran before Slipway’s first deployment')
    .option('--at <place>', 'for a change with several stuck steps: which one, as in first/us-west-2/usw2-az1')
    .option('--service <name>', 'for a lane: the service, if several services have this lane stuck');
  withAttribution(command, 'why is required')
    .addHelpText(
      'after',
      '\nExamples:\n  slipway accept checkout/3f2a1c9d04be --found --why "rolled back by hand in the console"\n  slipway accept prod/us-east-1 --why "its stacks have the previous release"\n',
    )
    .action(async (subject: string, options: Options) => {
      const accept = isLane(subject) ? acceptLane(subject, options) : acceptStep(subject, options); // wrong use is refused without a server
      const reply = await lazy.temporal.withTemporal(accept);
      print(options, reply, () => reply.message);
    });
}

type Accept = (client: Client) => Promise<Reply>;

/** A lane ends in a Region, a change in the digits of its commit. */
const isLane = (subject: string): boolean => /^(alpha|beta|gamma|prod)\/[a-z]{2}(-[a-z]+)+-\d$/.test(subject);

function acceptStep(change: string, options: Options): Accept {
  const { release = options.found === true ? 'found' : undefined, at } = options;
  if (release === undefined || (options.found === true && options.release !== undefined))
    throw new Refusal(2, 'say what is deployed now: either --release with its id, or --found');
  const problem = releaseProblem(release);
  if (problem !== undefined) throw new Refusal(2, problem);
  const acceptance = { ...attributionOf(options), release, ...(at !== undefined && { at }) };
  return (client) => lazy.commands.acceptStep(client, change, acceptance);
}

function acceptLane(lane: string, options: Options): Accept {
  if (options.release !== undefined || options.found === true)
    throw new Refusal(2, 'a lane keeps the releases that are known to be good in it: leave out --release and --found');
  return async (client) => {
    const service = options.service ?? (await serviceWithStuckLane(client, lane));
    return await lazy.commands.acceptLane(client, service, { ...attributionOf(options), lane });
  };
}

async function serviceWithStuckLane(client: Client, lane: string): Promise<string> {
  const services = await lazy.commands.servicesWithStuckLane(client, lane);
  const [service, another] = services;
  if (service === undefined) throw new Refusal(1, `the lane ${lane} is not stuck in any service: there is nothing to accept`);
  if (another !== undefined)
    throw new Refusal(2, `the lane ${lane} is stuck in ${services.join(', ')}: choose one with --service`);
  return service;
}
