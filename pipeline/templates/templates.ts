/** The release's templates as parsed JSON, by their paths in the build's output. */
export type Templates = Readonly<Record<string, unknown>>;
