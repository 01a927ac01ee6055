import { describeWithS3 } from '../support/describe-with-s3.ts';
import { partitionsSuite } from '../support/partitions-suite.ts';

describeWithS3('partitions in radosgw', (server) => {
  partitionsSuite(() => server);
});
