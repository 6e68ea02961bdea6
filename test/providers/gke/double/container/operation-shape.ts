import type { GoogleStatus } from '../http/google-error.ts';

/** How an operation goes, where a fault wants it otherwise than it would. */
export interface OperationShape {
  /** After how many looks it is done. */
  readonly polls?: number;
  /** It is never done. */
  readonly stuck?: boolean;
  /** It ends with this error. */
  readonly error?: OperationFailure;
}

export interface OperationFailure {
  readonly status: GoogleStatus;
  readonly message: string;
  /** What becomes of the cluster: by default ERROR where it was being made, else RUNNING as before. */
  readonly clusterStatus?: 'ERROR' | 'DEGRADED' | 'RUNNING';
}
