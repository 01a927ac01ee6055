import { describeWithS3 } from '../support/describe-with-s3.ts';
import { homeSuite } from '../support/home-suite.ts';

describeWithS3('a home in radosgw', (server) => {
  homeSuite(() => server);
});
