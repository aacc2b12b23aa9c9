import type { Notice } from './contract';

/** Where notices go. */
export interface NotifyDeps {
  readonly tell: (notice: Notice) => void;
}

/** Tells people, for now through the worker's log. */
export const notify =
  ({ tell }: NotifyDeps) =>
  async (notice: Notice): Promise<void> =>
    tell(notice);
