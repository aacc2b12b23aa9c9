import { atVersion, computedReference, referencesInText } from '../../../../activities/aws/resolved/dynamic-reference';

const secret = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf';

describe('a dynamic reference', () => {
  test.each([
    ['{{resolve:ssm:/host}}', '{{resolve:ssm:/host:7}}'],
    ['{{resolve:ssm-secure:/word}}', '{{resolve:ssm-secure:/word:7}}'],
    ['{{resolve:secretsmanager:db}}', '{{resolve:secretsmanager:db::::7}}'],
    ['{{resolve:secretsmanager:db:SecretString:word}}', '{{resolve:secretsmanager:db:SecretString:word::7}}'],
    ['{{resolve:secretsmanager:db:SecretString:word::}}', '{{resolve:secretsmanager:db:SecretString:word::7}}'],
    ['{{resolve:secretsmanager:db:SecretString:word:AWSPREVIOUS}}', '{{resolve:secretsmanager:db:SecretString:word::7}}'],
    [`{{resolve:secretsmanager:${secret}:SecretString:word}}`, `{{resolve:secretsmanager:${secret}:SecretString:word::7}}`],
  ])('%s is fixed to a version as %s', (text, fixed) => {
    const [reference, ...others] = referencesInText(`before ${text} after`);
    expect(others).toEqual([]);
    expect(reference && atVersion(reference, '7')).toBe(fixed);
    expect(referencesInText(fixed)).toEqual([]);
  });

  test('to a secret reads the current version by default, and that of another stage if it says so', () => {
    const stages = ['{{resolve:secretsmanager:db}}', '{{resolve:secretsmanager:db:::AWSPREVIOUS}}'].map(
      (text) => referencesInText(text)[0]?.stage,
    );
    expect(stages).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  test('has the secret’s ARN as its name', () => {
    expect(referencesInText(`{{resolve:secretsmanager:${secret}:SecretString:word}}`)[0]?.name).toBe(secret);
  });

  test.each([
    `{{resolve:ssm:/\${Stage}/host}}`,
    `{{resolve:ssm:/host/\${Stage}}}`,
    '{{resolve:secretsmanager:',
    'resolve:ssm:/host',
  ])('%s is computed: it is not whole in this text', (text) => {
    expect(referencesInText(text)).toEqual([]);
    expect(computedReference(text)).toBeDefined();
  });

  test('beside a computed one is found all the same', () => {
    const text = '{{resolve:ssm:/host}} {{resolve:ssm:';
    expect(referencesInText(text)).toHaveLength(1);
    expect(computedReference(text)).toBe('{{resolve:ssm:');
    expect(computedReference('{{resolve:ssm:/host}}')).toBeUndefined();
  });
});
