// What other folders need of this one, and no user: it is no part of the package's interface.
export { whyNotAgain } from './job-status.ts';
export { lookAgain, lookOnce, withSecondLook } from './look-again.ts';
export { needsRequest } from './needs-request.ts';
