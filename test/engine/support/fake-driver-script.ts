/** How the fake driver takes one call. */
export interface FakeDriverAnswer {
  /** The message of the contract, in its wire names; empty where absent. */
  readonly reply?: object;
  readonly error?: { readonly code: number; readonly details: string };
  readonly trailers?: Readonly<Record<string, string>>;
  /** Ends the process with this exit code, in place of an answer. */
  readonly crash?: number;
  /** Answers on SIGTERM only, where the script says so. */
  readonly hangs?: boolean;
  /** Goes to standard error as it stands. */
  readonly writes?: string;
}

/** What the fake driver does. */
export interface FakeDriverScript {
  /** File in which it notes starts and calls, one JSON object for each line. */
  readonly journal: string;
  readonly startsAfterMs?: number;
  /** What it ends with before it listens, start by start; null starts it, the last entry holds for all that follow. */
  readonly exitsAtStart?: readonly ({ readonly code: number; readonly stderr: string } | null)[];
  /** Lines that it writes first. */
  readonly lines?: readonly string[];
  readonly onSigterm?: 'answer' | 'ignore';
  /** By method of the contract; each call takes the next one, and the last one stays. */
  readonly answers: Readonly<Record<string, readonly FakeDriverAnswer[]>>;
}
