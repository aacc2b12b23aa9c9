/** Slipway's own tags begin with this, and it writes no others by itself. */
const ours = 'slipway:';

/** Tags that AWS itself writes begin with this, and it refuses a request that has one. */
const awsOwn = 'aws:';

/** The tags of a stack that are neither Slipway's nor AWS's own: they stay. */
export const ownTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith(ours) && !key.toLowerCase().startsWith(awsOwn)));
