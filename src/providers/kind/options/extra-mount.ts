import { parsed, unparsable, type Parsed } from './parsed.js';

/** A path of the engine host that a node mounts, as kind's configuration spells it. */
export interface ExtraMount {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly?: true;
  readonly selinuxRelabel?: true;
  readonly propagation?: 'HostToContainer' | 'Bidirectional';
}

const hint = 'HOST-PATH:NODE-PATH[:OPTIONS], both paths absolute and OPTIONS of ro, rw, z, rslave, rshared';

const settings: Readonly<Record<string, Partial<ExtraMount>>> = {
  ro: { readOnly: true },
  rw: {},
  z: { selinuxRelabel: true },
  rslave: { propagation: 'HostToContainer' },
  rshared: { propagation: 'Bidirectional' },
};

/** Reads `HOST-PATH:NODE-PATH[:OPTIONS]`, the way that docker writes it. */
export function parseExtraMount(text: string): Parsed<ExtraMount> {
  const [hostPath = '', containerPath = '', options, ...rest] = text.split(':');
  if (!isAbsolute(hostPath) || !isAbsolute(containerPath) || rest.length > 0) return unparsable(text, hint);
  let mount: ExtraMount = { hostPath, containerPath };
  for (const option of options === undefined ? [] : options.split(',')) {
    if (!Object.hasOwn(settings, option)) return unparsable(text, hint);
    mount = { ...mount, ...settings[option] };
  }
  return parsed(mount);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}
