import { isJsonObject } from '../core/json.js';
import type { DriverRegistration } from './driver-registration.js';

/**
 * The registration and the cluster for Terraform. The rancher2 provider has a resource for the driver; it has none for a
 * cluster of a driver that it does not know, so that is a `kubernetes_manifest` in Rancher's own cluster.
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
  const parts = [block(`resource "rancher2_cluster_driver" ${quote(name)}`, registration)];
  if (cluster !== undefined) {
    parts.push(
      block('resource "kubernetes_manifest" "demo"', { manifest: cluster }, [
        `depends_on = [rancher2_cluster_driver.${name}]`,
      ]),
    );
  }
  return parts.join('\n');
}

function block(head: string, body: object, more: readonly string[] = []): string {
  const lines = Object.entries(body).map(([key, value]) => `  ${key} = ${expression(value, '  ')}`);
  return `${head} {\n${[...lines, ...more.map((line) => `  ${line}`)].join('\n')}\n}\n`;
}

function expression(value: unknown, indent: string): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map((item) => expression(item, indent)).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(([key, item]) => `${inner}${key} = ${expression(item, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

/** A literal text of Terraform's language, where "${" and "%{" begin an expression. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
