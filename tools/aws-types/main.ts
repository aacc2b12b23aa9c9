import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../run-tool';
import { awsTypesFile, publishedTypes } from './published-types';

runTool(async () => writeFileSync(join(__dirname, '../..', awsTypesFile), `${JSON.stringify(publishedTypes(), undefined, 2)}\n`));
