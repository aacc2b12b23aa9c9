/** Names that two resources would get where AWS accepts them only once: the deployment of the second would be refused. */
import type { Target } from '../../model/target';
import { type PhysicalName, physicalNames, writtenNames } from '../../templates/names/physical-names';
import type { Scope } from '../../templates/names/unique-names';
import { everyStack } from '../../templates/stack-template';
import { type FindInTemplates, type Finding, quoted, type Rule } from '../rule';
import { firstOfEach, groupsOf } from '../walk';

/** A name with the stack that gets it. */
interface Taken extends PhysicalName {
  /** `components/api/template/Role`. */
  readonly path: string;
  readonly target: Target;
}

const namesMeet: FindInTemplates = (pipeline, templates) => {
  const written = new Map(Object.values(templates).map((template) => [template, writtenNames(template)]));
  const taken = everyStack(pipeline, templates).flatMap((stack) =>
    physicalNames(stack, written.get(stack.template) ?? []).map((name) => ({
      ...name,
      path: `${stack.path}/${name.id}`,
      target: stack.target,
    })),
  );
  const meetings = groupsOf(taken, ({ key }) => key)
    .filter(({ length }) => length > 1)
    .map(differentOnes)
    .filter(({ length }) => length > 1)
    .flatMap((all) => firstOfEach(all, ({ path }) => path).map((one) => ({ one, all })));
  return groupsOf(meetings, ({ one }) => one.path).map(findingOf);
};

/** A resource does not meet itself. */
const differentOnes = (taken: readonly Taken[]): Taken[] =>
  firstOfEach(taken, ({ path, target: { account, region, stack } }) => JSON.stringify([path, account, region, stack]));

interface Meeting {
  readonly one: Taken;
  /** Everything that has the name, with `one`. */
  readonly all: readonly Taken[];
}

/** One finding for a resource, with the first of its stacks that meets another. */
function findingOf(meetings: readonly Meeting[]): Finding {
  const [{ one, all }] = meetings as [Meeting];
  const different = [...new Set(meetings.flatMap((meeting) => differencesIn(meeting.all)))];
  const areSeveral = all.some(({ path }) => path !== one.path);
  const advice = [
    ...(areSeveral ? ['give each its own name'] : []),
    ...(different.length > 0 ? [`write it with Fn::Sub over ${different.join(', ')}`] : []),
  ].join(', and ');
  return {
    path: one.path,
    message: `its ${one.property} ${quoted(one.name)} is the same in ${placesOf(one, all)}, but ${uniqueness[one.scope]}: ${advice}`,
  };
}

/** `shop-alpha-api-us-west-2, in shop-gamma-api-us-west-2 and in 2 more places`: two of them, in full if their stacks have one name. */
function placesOf(one: Taken, all: readonly Taken[]): string {
  const others = all.filter((another) => another !== one);
  const [other = one] = others;
  const isSameName = other.target.stack === one.target.stack && other.target.region !== one.target.region;
  const describe = ({ path, target: { stack, region } }: Taken) =>
    `${path === one.path ? '' : `${path} of `}${stack}${isSameName ? ` (${region})` : ''}`;
  const more = others.length - 1;
  return more > 0
    ? `${describe(one)}, in ${describe(other)} and in ${more} more ${more === 1 ? 'place' : 'places'}`
    : `${describe(one)} and in ${describe(other)}`;
}

const uniqueness: Readonly<Record<Scope, string>> = {
  region: 'a Region of an account can have it only once',
  account: 'an account can have it only once, in whichever Region',
  everywhere: 'all accounts together can have it only once',
};

/** What a template can refer to and what tells the stacks apart. */
function differencesIn(taken: readonly Taken[]): string[] {
  const parts: readonly (readonly [string, (target: Target) => string | undefined])[] = [
    ['Environment', ({ environment }) => environment],
    ['AWS::AccountId', ({ account }) => account],
    ['AWS::Region', ({ region }) => region],
    ['Zone', ({ zone }) => zone],
    ['Share', ({ share }) => share],
  ];
  return parts.filter(([, of]) => new Set(taken.map(({ target }) => of(target))).size > 1).map(([name]) => name);
}

export const physicalNameRules: readonly Rule[] = [
  { name: 'physical-name-twice', level: 'error', needs: 'templates', find: namesMeet },
];
