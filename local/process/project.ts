import path from 'node:path';

/** The folder of the project. What demo and tests leave behind goes into its `.slipway`, which git ignores. */
const project = path.resolve(__dirname, '../..');

/** Where virtual environments, downloads and logs are kept between runs. */
export const slipwayFolder = path.join(project, '.slipway');

/** A file as it is named to people: relative to the project. */
export const inProject = (file: string): string => path.relative(project, file) || '.';
