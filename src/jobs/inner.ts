// What other folders need of this one, and no user: it is no part of the package's interface.
export { whyNotAgain } from './job/job-status.ts';
export { needsRequest } from './job/needs-request.ts';
export { lookAgain, lookOnce, withSecondLook } from './watch/look-again.ts';
export { watchJob } from './watch/watch-job.ts';
