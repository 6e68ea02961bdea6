const variable = 'PACKAGED_GKE';

/** Where the packaged program under test is; undefined where the sources are under test. */
export function packagedGke(): string | undefined {
  return process.env[variable];
}

/** Has the tests that start from now on, in this process and its workers, run on the packaged program. */
export function testPackagedGke(program: string): void {
  process.env[variable] = program;
}
