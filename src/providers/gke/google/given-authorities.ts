/** The authorities of the option ca-certificate, under its name; undefined where it is not given. */
export function givenAuthorities(
  caCertificate: string | undefined,
): { readonly name: string; readonly text: string } | undefined {
  return caCertificate === undefined ? undefined : { name: 'ca-certificate', text: caCertificate };
}
