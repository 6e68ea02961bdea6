/** One problem of the given options; `option` is the option's kebab-case name. */
export interface OptionProblem {
  readonly option: string;
  /** Completes "`<option>` …", such as "must lie inside pod-subnet". */
  readonly problem: string;
}
