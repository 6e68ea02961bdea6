/** The engines that kind runs on, in the order in which kind itself looks for them. */
export const engineNames = ['docker', 'nerdctl', 'podman'] as const;

/** A container engine, by the name of its program. */
export type EngineName = (typeof engineNames)[number];

/** The text as an engine's name, if it is one. */
export function asEngineName(text: string | undefined): EngineName | undefined {
  return engineNames.find((name) => name === text);
}
