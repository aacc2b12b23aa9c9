import type { Client } from '@temporalio/client';
import type { LogPrinter } from '../../local/log-printer';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Evidence } from '../evidence/evidence';
import type { Story } from '../stories/story';
import type { DemoSystem } from '../system/demo-system';

/** On what stories are played, and what else happens meanwhile. */
export interface PlayerOptions {
  readonly pipeline: Pipeline;
  /** The pipeline's file in the sample. */
  readonly pipelineFile: string;
  readonly system: DemoSystem;
  /** The folder of the system; the sample's repositories go there too. */
  readonly folder: string;
  /** The folder of the sample service. */
  readonly sample: string;
  readonly printer: LogPrinter;
  /** Runs while the story's change is under way, until `over` aborts. The player observes the system only after it has resolved. */
  readonly meanwhile?: (story: Story, over: AbortSignal) => Promise<void>;
  /** Shows a change until it has ended. */
  readonly follow?: (client: Client, change: string) => Promise<void>;
  /** Receives the evidence of each story. */
  readonly onEvidence?: (story: Story, evidence: Evidence) => void;
}
