import type { Command } from 'commander';
import { lazy } from '../lazy';

/** `slipway schema`: the JSON Schema of a pipeline. */
export function schemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of pipeline files, for editors and for programs that write pipelines')
    .addHelpText('after', '\nExample:\n  slipway schema > pipeline.schema.json\n')
    .action(() => void process.stdout.write(`${JSON.stringify(lazy.jsonSchema.jsonSchema(), undefined, 2)}\n`));
}
