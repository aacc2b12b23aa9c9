/** Ids and names on the wire: public from the first release on. */

import type { Environment } from './pipeline';

/** `checkout/3f2a1c9d04be`: the workflow id of a change, one per pipeline and commit. */
export const changeId = (pipeline: string, commit: string): string => `${pipeline}/${commit.slice(0, 12)}`;

/** The pipeline in the id of a change. */
export const pipelineOf = (change: string): string => change.split('/')[0] ?? '';

/** `service/checkout`: the workflow id of the entity that controls the traffic of a service. */
export const serviceId = (service: string): string => `service/${service}`;

/** `…/first/us-west-2/usw2-az1`: the id of a workflow below another. */
export const below = (parent: string, name: string): string => `${parent}/${name}`;

/** `prod/us-east-1`: the name of a lane. */
export const laneOf = (environment: Environment, region: string): string => `${environment}/${region}`;

/** The first seven characters of a commit or digest, without the name of the hash function, for people. */
export const short = (hash: string): string => hash.replace(/^[a-z0-9]+-/, '').slice(0, 7);

/** `3f2a1c9`: the commit in the id of a change, for people. */
export const shortChange = (change: string): string => short(change.slice(change.indexOf('/') + 1));
