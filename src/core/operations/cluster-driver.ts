import { Lifecycle, scoped } from 'tsyringe';
import { type Capability, capabilitiesOf } from '../contract/capabilities.js';
import { CheckCluster } from './check-cluster.js';
import { CreateCluster } from './create-cluster.js';
import { EtcdOperations } from './etcd-operations.js';
import { inject } from '../injection/injection.js';
import type { KubernetesCapabilities } from '../contract/kubernetes-capabilities.js';
import { learnRawSecrets } from '../secrets/learn-secrets.js';
import { isImmutable, type OptionTable } from '../options/option-table.js';
import { parseKnownOptions } from '../options/parse-options.js';
import type { Provider } from '../contract/provider.js';
import type { RawOptions } from '../options/raw-options.js';
import { Redactor } from '../secrets/redactor.js';
import { RemoveCluster } from './remove-cluster.js';
import { standardOptions } from '../options/standard-options.js';
import { providerToken } from '../injection/injection-tokens.js';
import { UpdateCluster } from './update-cluster.js';
import { VersionAndSize } from './version-and-size.js';

/** Implements the contract once, for all providers. It calls the chosen provider only where clouds differ. */
@scoped(Lifecycle.ContainerScoped)
export class ClusterDriver {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(CreateCluster) readonly create: CreateCluster,
    @inject(UpdateCluster) readonly update: UpdateCluster,
    @inject(CheckCluster) readonly postCheck: CheckCluster,
    @inject(RemoveCluster) readonly remove: RemoveCluster,
    @inject(VersionAndSize) readonly versionAndSize: VersionAndSize,
    @inject(EtcdOperations) readonly etcd: EtcdOperations,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  /** The options of a create. */
  createOptions(): OptionTable {
    return { ...standardOptions, ...this.provider.options };
  }

  /**
   * The options that an update may change, without their defaults: the kontainer-engine CLI sends a flag's default for
   * an option that the user did not give, and that would undo earlier edits.
   */
  updateOptions(): OptionTable {
    const changeable = Object.entries(this.provider.options).filter(([, option]) => !isImmutable(option));
    return Object.fromEntries(
      changeable.map(([name, option]) => {
        const { default: _, required: __, ...rest } = option;
        return [name, rest];
      }),
    );
  }

  /** What this driver can do; needs neither credentials nor network nor state. */
  capabilities(): ReadonlySet<Capability> {
    return capabilitiesOf(this.provider);
  }

  /** Returns what clusters with these options offer to workloads. */
  kubernetesCapabilities(raw: RawOptions): KubernetesCapabilities {
    learnRawSecrets(this.provider.options, raw, this.redactor);
    return this.provider.kubernetesCapabilities?.(parseKnownOptions(this.provider.options, raw)) ?? {};
  }
}
