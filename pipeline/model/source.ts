/** Where the changes of a pipeline come from. */
export type Source = GitSource | ImageSource | BucketSource;

/** Each merge to a branch is a change. */
export interface GitSource {
  /** Each merge to a branch is a change. */
  readonly kind: 'git';
  /** The name that people use for it. Each merge itself brings the URL to fetch from. */
  readonly repository: string;
  /** The branch whose merges are changes. */
  readonly branch: string;
}

/** Each new image under a tag is a change: of an operating system, or of the base image of containers. */
export interface ImageSource {
  /** Each new image under a tag is a change. */
  readonly kind: 'image';
  /** The name of the image in its registry. */
  readonly image: string;
  /** The tag whose images are changes. */
  readonly tag: string;
}

/** Each new version of an object in S3 is a change: of configuration that another system writes. */
export interface BucketSource {
  /** Each new version of an object in S3 is a change. */
  readonly kind: 'bucket';
  /** The name of the bucket. */
  readonly bucket: string;
  /** The key of the object in the bucket. */
  readonly key: string;
}
