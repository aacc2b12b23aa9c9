import type { Command } from 'commander';
import { lazy } from '../lazy';

/** `slipway schema`: the JSON Schema of a pipeline, for editors and for programs that write one. */
export function schemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of a pipeline in JSON, for editors and for programs that write one')
    .addHelpText('after', '\nExample:\n  slipway schema > pipeline.schema.json\n')
    .action(() => void process.stdout.write(`${JSON.stringify(lazy.jsonSchema.jsonSchema(), undefined, 2)}\n`));
}
