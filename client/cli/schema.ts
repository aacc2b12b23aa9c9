import type { Command } from 'commander';

/** `slipway schema`: the JSON Schema of a pipeline, for editors and for programs that write one. */
export function schemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of a pipeline in JSON, for editors and for programs that write one')
    .addHelpText('after', '\nExample:\n  slipway schema > pipeline.schema.json\n')
    .action(() => {
      const { jsonSchema } = later();
      process.stdout.write(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
    });
}

/** Loaded once the command is chosen. */
const later = (): typeof import('../json-schema') => require('../json-schema');
