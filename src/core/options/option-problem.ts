/** One thing that is wrong with the options given; `option` is its kebab-case name. */
export interface OptionProblem {
  readonly option: string;
  /** Completes "`<option>` …", such as "must lie inside pod-subnet". */
  readonly problem: string;
}
