import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The template of the stack `compute`: the Lambda of the service's custom resources. Its parameter `World` is the world's URL. */
export function computeTemplate(): string {
  const code = readFileSync(join(__dirname, 'compute-lambda.cjs'), 'utf8');
  return JSON.stringify({
    Parameters: { World: { Type: 'String' } },
    Resources: {
      Compute: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'compute',
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Timeout: 60,
          Role: { 'Fn::Join': [':', ['arn:aws:iam:', { Ref: 'AWS::AccountId' }, 'role/slipway']] },
          Environment: { Variables: { WORLD: { Ref: 'World' } } },
          Code: { ZipFile: code },
        },
      },
    },
  });
}
