interface Refusal {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * Says what answered in place of a service of AWS, which never asks for a proxy's sign-in and refuses in XML or JSON; undefined
 * where nothing speaks against the service.
 *
 * @param cause What the SDK threw: it reads a page of HTML as an error without a name.
 */
export function inBetween(cause: unknown): string | undefined {
  const { $metadata, $response } = (
    typeof cause === 'object' && cause !== null ? cause : {}
  ) as Refusal;
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status < 400) return undefined;
  if (status === 407) return 'a proxy that wants a sign-in (HTTP 407)';
  const isPage = /^text\/html\b/i.test($response?.headers?.['content-type'] ?? '');
  return isPage ? `a page of HTML (HTTP ${status})` : undefined;
}

/** What to do where something in between answered. */
export function inBetweenHint(service: string): string {
  return `Look for a proxy, a firewall or a page to sign in to between this machine and ${service}; nothing of it came from ${service}`;
}
