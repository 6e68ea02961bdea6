import { parsed, unparsable, type Parsed } from './parsed.js';

/** A server that nodes ask before a registry. */
export interface RegistryMirror {
  /** Host of the registry, with its port where it has one: `docker.io`. */
  readonly registry: string;
  readonly url: string;
}

const hint = 'REGISTRY=URL, such as docker.io=https://mirror.example, without a name or password in it';
const registryForm = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** Reads `REGISTRY=URL`. */
export function parseRegistryMirror(text: string): Parsed<RegistryMirror> {
  const cut = text.indexOf('=');
  const registry = text.slice(0, Math.max(cut, 0));
  const url = text.slice(cut + 1);
  // A quote or a backslash would end the string in the file.
  const plain = /^https?:\/\/[^\s"\\@]+$/.test(url) && URL.canParse(url);
  return registryForm.test(registry) && plain ? parsed({ registry, url }) : unparsable(text, hint);
}
