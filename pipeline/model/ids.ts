/** Names on the wire: public for ever. */

import type { Environment } from './pipeline';

/** `checkout/3f2a1c9d04be`: the workflow id of a change, one for each pipeline and commit. */
export const changeId = (pipeline: string, commit: string): string => `${pipeline}/${commit.slice(0, 12)}`;

/** The pipeline of a change, by its id. */
export const pipelineOf = (change: string): string => change.split('/')[0] ?? '';

/** `service/checkout`: the workflow id of the entity that controls the traffic of a service. */
export const serviceId = (service: string): string => `service/${service}`;

/** `…/first/us-west-2/usw2-az1`: a workflow below another. */
export const below = (parent: string, name: string): string => `${parent}/${name}`;

/** `prod/us-east-1`: a service's one place in an environment's Region. */
export const laneOf = (environment: Environment, region: string): string => `${environment}/${region}`;

/** A commit or digest as people read it: seven characters. */
export const short = (hash: string): string => hash.replace(/^[a-z0-9]+-/, '').slice(0, 7);

/** `3f2a1c9`: a change as people read it, of its workflow id. */
export const shortChange = (change: string): string => short(change.slice(change.indexOf('/') + 1));
