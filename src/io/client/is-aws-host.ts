const AWS_HOST = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

/** Tells whether a host is AWS's own, interface endpoints of a private network included. */
export function isAwsHost(hostname: string): boolean {
  return AWS_HOST.test(hostname);
}
