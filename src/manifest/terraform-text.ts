import { isJsonObject } from '../core/json.js';
import type { DriverRegistration } from './driver-registration.js';

/**
 * Returns the registration and the cluster for Terraform. The rancher2 provider has a resource for the driver. It has none
 * for a cluster of a driver that it does not know, so the cluster is a `kubernetes_manifest` in Rancher's own cluster.
 */
export function terraformText(driver: DriverRegistration, cluster?: object): string {
  const { name, url, checksum, whitelistDomains } = driver;
  const registration = {
    active: true,
    builtin: false,
    name,
    url,
    ...(checksum === undefined ? {} : { checksum }),
    whitelist_domains: [...whitelistDomains],
  };
  const parts = [block(`resource "rancher2_cluster_driver" ${quote(name)}`, expressions(registration, '  '))];
  if (cluster !== undefined) {
    const after = ['depends_on', `[rancher2_cluster_driver.${name}]`] as const;
    parts.push(block('resource "kubernetes_manifest" "demo"', [...expressions({ manifest: cluster }, '  '), after]));
  }
  return parts.join('\n');
}

type Attribute = readonly [name: string, expression: string];

function block(head: string, attributes: readonly Attribute[]): string {
  return `${head} {\n${lines(attributes, '  ')}\n}\n`;
}

/**
 * Writes one attribute on each line. The "=" of neighbouring lines are aligned as `terraform fmt` does it, except at values
 * of several lines.
 */
function lines(attributes: readonly Attribute[], indent: string): string {
  const isLong = ([, text]: Attribute) => text.includes('\n');
  const runs: Attribute[][] = [[]];
  for (const attribute of attributes) {
    if (isLong(attribute)) runs.push([attribute], []);
    else runs.at(-1)?.push(attribute);
  }
  return runs
    .flatMap((run) => {
      const width = Math.max(...run.map(([name]) => name.length));
      return run.map(([name, text]) => `${indent}${name.padEnd(width)} = ${text}`);
    })
    .join('\n');
}

function expressions(values: object, indent: string): readonly Attribute[] {
  return Object.entries(values).map(([name, value]) => [name, expression(value, indent)]);
}

function expression(value: unknown, indent: string): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map((item) => expression(item, indent)).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const inner = `${indent}  `;
  const text = lines(expressions(value, inner), inner);
  return text === '' ? '{}' : `{\n${text}\n${indent}}`;
}

/** Writes a string literal of Terraform's language; "${" and "%{" are escaped, because they begin an expression. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
