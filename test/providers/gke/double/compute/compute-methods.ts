import type { ContainerState } from '../container/container-state.ts';
import type { JsonObject } from '../json.ts';
import { computeNotFound } from './compute-error.ts';
import { collectionScopes, type ComputeResource, type ComputeState } from './compute-state.ts';
import type { ScopedItem } from './list-page.ts';
import { idOf, instanceGroups, viewMachineType, viewRegion, viewZone, zonesOf } from './places.ts';

/** What is read from the state of the double as resources of Compute Engine. */
export class ComputeView {
  private readonly state: ContainerState;
  private readonly compute: ComputeState;
  private readonly base: string;

  constructor(state: ContainerState, compute: ComputeState, base: string) {
    this.state = state;
    this.compute = compute;
    this.base = base;
  }

  /** All items of a collection, in all scopes. */
  all(collection: string): ScopedItem[] {
    const { world } = this.state;
    switch (collection) {
      case 'regions':
        return Object.keys(world.regions).map((name) => ({ scope: '', item: viewRegion(this.state, this.base, name) }));
      case 'zones':
        return zonesOf(world).map(({ region, zone }) => ({ scope: '', item: viewZone(this.base, region, zone) }));
      case 'machineTypes':
        return zonesOf(world).flatMap(({ zone }) =>
          world.machineTypes.map((type) => ({ scope: `zones/${zone}`, item: viewMachineType(this.base, zone, type) })),
        );
      case 'instanceGroupManagers':
        return zonesOf(world).flatMap(({ zone }) =>
          instanceGroups(this.state, this.base, zone).map((item) => ({ scope: `zones/${zone}`, item })),
        );
      case 'networks':
        return world.networks.map((name) => ({
          scope: 'global',
          item: this.named(`global/networks/${name}`, 'network'),
        }));
      case 'subnetworks':
        return Object.keys(world.regions).flatMap((region) =>
          world.subnetworks.map((name) => ({
            scope: `regions/${region}`,
            item: this.named(`regions/${region}/subnetworks/${name}`, 'subnetwork'),
          })),
        );
      default:
        return this.compute.resources
          .filter((resource) => resource.collection === collection)
          .map((resource) => ({ scope: resource.scope, item: this.view(resource) }));
    }
  }

  /** @throws GoogleError NOT_FOUND */
  one(scope: string, collection: string, name: string): JsonObject {
    const found = this.all(collection).find((each) => each.scope === scope && each.item.name === name);
    if (found !== undefined) return found.item;
    const place = scope === '' ? '' : `${scope}/`;
    throw computeNotFound(`projects/${this.state.world.project}/${place}${collection}/${name}`);
  }

  /** Every scope that an aggregated list of the collection names. */
  scopes(collection: string): string[] {
    const { regions } = this.state.world;
    const kinds = collectionScopes[collection] ?? ['zones'];
    return [
      ...(kinds.includes('global') ? ['global'] : []),
      ...(kinds.includes('regions') ? Object.keys(regions).map((region) => `regions/${region}`) : []),
      ...(kinds.includes('zones') ? zonesOf(this.state.world).map(({ zone }) => `zones/${zone}`) : []),
    ];
  }

  private view({ collection, scope, name, fields }: ComputeResource): JsonObject {
    return { ...this.named(`${scope}/${collection}/${name}`, collection.replace(/e?s$/, '')), ...fields };
  }

  private named(path: string, kind: string): JsonObject {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return { kind: `compute#${kind}`, id: idOf(path), name, selfLink: `${this.base}/${path}` };
  }
}
