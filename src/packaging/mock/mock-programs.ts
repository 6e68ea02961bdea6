import type { HiddenProgram } from '../packaged-program.js';

/** The programs that a packaged driver with the mock provider is as well. */
export const hiddenPrograms: Readonly<Record<string, HiddenProgram>> = {
  '--mock-control-plane': async ([directory = '', cluster = '']) => {
    const { runControlPlane } = await import('../../providers/mock/control-plane/run-control-plane.js');
    await runControlPlane(directory, cluster);
  },
};
