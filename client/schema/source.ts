/** The shape of where changes come from. */
import { z } from 'zod';
import type { Source } from '../../pipeline/model/pipeline';

const git = z.strictObject({
  kind: z.literal('git').describe('Each merge to a branch is a change.'),
  repository: z
    .string()
    .describe('The name that people use for it. Each merge itself brings the URL to fetch from.')
    .meta({ examples: ['acme/checkout'] }),
  branch: z
    .string()
    .describe('The branch whose merges are changes.')
    .meta({ examples: ['main'] }),
});

const image = z.strictObject({
  kind: z.literal('image').describe('Each new image under a tag is a change.'),
  image: z
    .string()
    .describe('The name of the image in its registry.')
    .meta({ examples: ['111111111111.dkr.ecr.us-west-2.amazonaws.com/base'] }),
  tag: z
    .string()
    .describe('The tag whose images are changes.')
    .meta({ examples: ['latest'] }),
});

const bucket = z.strictObject({
  kind: z.literal('bucket').describe('Each new version of an object in S3 is a change.'),
  bucket: z.string().describe('The name of the bucket.'),
  key: z.string().describe('The key of the object in the bucket.'),
});

export const source = z.discriminatedUnion('kind', [git, image, bucket]) satisfies z.ZodType<Source>;
