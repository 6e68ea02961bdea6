/** A filter for one file and no other: an adapter may have files that are called like ours. */
export function onlyPath(path: string): RegExp {
  return new RegExp(`^${path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}
