import path from 'node:path';

const projectFolder = path.resolve(__dirname, '../..');

/** `.slipway` in the project, which git ignores: virtual environments, downloads and logs are kept there between runs. */
export const projectSlipwayFolder = path.join(projectFolder, '.slipway');

/** A file's path relative to the project, as messages show it. */
export const relativeToProject = (file: string): string => path.relative(projectFolder, file) || '.';
