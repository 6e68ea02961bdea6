import { Catalogue } from '../../cloud/catalogue.js';
import type { Clock } from '../../../core/clock.js';
import type { MachineType, Region } from './compute-api.js';
import type { ServerConfig } from './gke-api.js';
import { locationPath } from '../options/gke-location.js';
import type { GoogleCloud } from './google-cloud.js';

/**
 * Google's offer at a cluster's location, cached for ten minutes. All credentials of one project see the same offer.
 */
export class GkeCatalogue {
  private readonly catalogue: Catalogue;

  constructor(clock: Clock) {
    this.catalogue = new Catalogue(clock);
  }

  /** Versions, channels and images. */
  async offer({ gke, location }: GoogleCloud): Promise<ServerConfig> {
    return this.catalogue.get(`offer ${locationPath(location)}`, () => gke.serverConfig());
  }

  async machineType({ compute, location }: GoogleCloud, zone: string, name: string): Promise<MachineType | undefined> {
    return this.catalogue.get(`machine ${location.project} ${zone} ${name}`, () => compute.machineType(zone, name));
  }

  async region({ compute, location }: GoogleCloud, name: string): Promise<Region | undefined> {
    return this.catalogue.get(`region ${location.project} ${name}`, () => compute.region(name));
  }
}
