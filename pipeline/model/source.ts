/** Where the changes of a pipeline come from. */
export type Source = GitSource | ImageSource | BucketSource;

/** Each merge to a branch is a change. */
export interface GitSource {
  readonly kind: 'git';
  /** The name that people use, as in `acme/checkout`. The address to fetch from comes with the merge. */
  readonly repository: string;
  readonly branch: string;
}

/** Each new image under a tag is a change: of an operating system, or of the base image of containers. */
export interface ImageSource {
  readonly kind: 'image';
  /** The registry's name of the image, as in `111111111111.dkr.ecr.us-west-2.amazonaws.com/base`. */
  readonly image: string;
  readonly tag: string;
}

/** Each new version of an object in S3 is a change: of configuration that another system writes. */
export interface BucketSource {
  readonly kind: 'bucket';
  readonly bucket: string;
  readonly key: string;
}
