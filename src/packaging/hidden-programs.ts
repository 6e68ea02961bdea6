/** Programs that run in processes of their own, by the first argument that starts them in a packaged driver. */
export const hiddenPrograms: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  '--mock-control-plane': async ([directory = '', cluster = '']) => {
    const { runControlPlane } = await import('../providers/mock/control-plane/run-control-plane.js');
    await runControlPlane(directory, cluster);
  },
};
