import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { releaseProblem } from '../../../pipeline/model/person';
import type { Reply } from '../../../workflows/messages/messages';
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

/** `slipway accept`: a person takes over what is there, of a stuck step or in a stuck lane. */
export function acceptCommand(program: Command): void {
  const command = program
    .command('accept')
    .description('take over what is there now: of a stuck step that was put right by hand, or in a lane whose change vanished')
    .argument('<change or lane>', 'a change, as in checkout/3f2a1c9d04be, or a lane, as in prod/us-east-1')
    .option('--release <id>', 'of a change: the release that is there now')
    .option('--found', 'of a change: what was found before the first touch is there now')
    .option('--at <place>', 'of a change: which of several stuck steps, as in first/us-west-2/usw2-az1')
    .option('--service <name>', 'of a lane: the service, where several have a lane of that name stuck');
  withAttribution(command, 'must say why')
    .addHelpText(
      'after',
      '\nExamples:\n  slipway accept checkout/3f2a1c9d04be --found --why "put back by hand in the console"\n  slipway accept prod/us-east-1 --why "its stacks carry the release before"\n',
    )
    .action(async (of: string, options: Options) => {
      const say = isLane(of) ? lane(of, options) : step(of, options); // refused before anybody is asked for
      const heard = await lazy.temporal.withTemporal(say);
      print(options, heard, () => heard.message);
    });
}

type Say = (client: Client) => Promise<Reply>;

/** A change ends in digits of its commit, a lane in a Region. */
const isLane = (of: string): boolean => /^(alpha|beta|gamma|prod)\/[a-z]{2}(-[a-z]+)+-\d$/.test(of);

function step(change: string, options: Options): Say {
  const { release = options.found === true ? 'found' : undefined, at } = options;
  if (release === undefined || (options.found === true && options.release !== undefined))
    throw new Refusal(2, 'say what is there now: either --release with its id, or --found');
  const wrong = releaseProblem(release);
  if (wrong !== undefined) throw new Refusal(2, wrong);
  const word = { ...attributionOf(options), release, ...(at !== undefined && { at }) };
  return (client) => lazy.commands.acceptStep(client, change, word);
}

function lane(name: string, options: Options): Say {
  if (options.release !== undefined || options.found === true)
    throw new Refusal(2, 'a lane keeps what is known to be good in it: leave --release and --found out');
  return async (client) => {
    const service = options.service ?? (await serviceWithStuck(client, name));
    return await lazy.commands.acceptLane(client, service, { ...attributionOf(options), lane: name });
  };
}

async function serviceWithStuck(client: Client, lane: string): Promise<string> {
  const services = await lazy.commands.servicesWithStuckLane(client, lane);
  const [service, another] = services;
  if (service === undefined) throw new Refusal(1, `no service has the lane ${lane} stuck, so there is nothing to accept`);
  if (another !== undefined)
    throw new Refusal(2, `the lane ${lane} is stuck in ${services.join(', ')}: say which with --service`);
  return service;
}
