import { describeWithS3 } from '../support/describe-with-s3.ts';
import { estimateSuite } from '../support/estimate-suite.ts';
import { homeSuite } from '../support/home-suite.ts';
import { outcomeObjectSuite } from '../support/outcome-object-suite.ts';

describeWithS3('a home in radosgw', (server) => {
  homeSuite(() => server);
  estimateSuite(() => server);
  outcomeObjectSuite(() => server);
});
