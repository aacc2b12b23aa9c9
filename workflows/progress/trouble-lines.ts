import { type Trouble, troubleSentence } from '../../pipeline/model/trouble';
import { brief } from './table';

/** What fails again and again, a line each, for the Temporal Web UI. */
export const troubleLines = (troubles: readonly Trouble[] = []): string[] =>
  troubles.map(
    (trouble) =>
      `- **is tried again**: ${brief(troubleSentence(trouble))}${trouble.at === undefined ? '' : ` (at \`${trouble.at}\`)`}`,
  );
