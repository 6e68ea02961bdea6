import { isMap, isSeq, parseDocument, stringify, type Document } from 'yaml';
import { wholeKubeconfig, type KubeconfigEntries } from './kubeconfig-of.js';

const sections = { clusters: 'cluster', users: 'user', contexts: 'context' } as const;

/**
 * Returns the text of a kubeconfig with a cluster's entries, which replace those of the same name, and with its context as
 * the current one. Everything else stays as it is, comments included.
 * @throws a plain Error when the text is no kubeconfig
 */
export function withEntries(text: string, entries: KubeconfigEntries): string {
  const document = parse(text);
  if (document.contents === null) return kubeconfigText(entries);
  for (const [section, part] of Object.entries(sections)) {
    const entry = document.createNode(entries[part]);
    const list = document.get(section);
    if (!isSeq(list)) document.set(section, document.createNode([entry]));
    else {
      const at = list.items.findIndex((item) => isMap(item) && item.get('name') === entries.context.name);
      if (at >= 0) list.items[at] = entry;
      else {
        list.flow = list.flow === true && list.items.length > 0;
        list.add(entry);
      }
    }
  }
  document.set('current-context', entries.context.name);
  return print(document, text);
}

/** Returns the text of a kubeconfig without the entries of that name; the text itself where there are none. */
export function withoutEntries(text: string, name: string): string {
  const document = parse(text);
  let found = false;
  for (const section of Object.keys(sections)) {
    const list = document.get(section);
    if (!isSeq(list)) continue;
    const others = list.items.filter((item) => !(isMap(item) && item.get('name') === name));
    found ||= others.length < list.items.length;
    list.items = others;
  }
  if (!found) return text;
  if (document.get('current-context') === name) document.set('current-context', '');
  return print(document, text);
}

/** A whole kubeconfig for one cluster. */
export function kubeconfigText(entries: KubeconfigEntries): string {
  return stringify(wholeKubeconfig(entries), { lineWidth: 0 });
}

function parse(text: string): Document {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new Error(error.message.split('\n', 1)[0]?.replace(/:$/, ''));
  if (document.contents !== null && !isMap(document.contents)) throw new Error('it is no kubeconfig');
  return document;
}

/** Keeps the indentation of lists as it was: kubectl does not indent them, many people do. Long lines are not broken. */
function print(document: Document, before: string): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq: !/^\w[\w-]*:\n+- /m.test(before) });
}
