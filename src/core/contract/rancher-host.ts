/** The Rancher server that has started this driver, if one has. */
export interface RancherHost {
  /** Asks which version it is, such as `v2.15.1`; undefined where nobody answers as a Rancher does. Never rejects. */
  version(): Promise<string | undefined>;
}

/**
 * What is done with the error of an update. `ask`: it is reported, unless the Rancher that started this driver is one that such an
 * error ends. `report`: always reported. `keep`: never reported.
 */
export type UpdateErrorPolicy = (typeof updateErrorPolicies)[number];

/** Every policy, for whoever reads one. */
export const updateErrorPolicies = ['ask', 'report', 'keep'] as const;
