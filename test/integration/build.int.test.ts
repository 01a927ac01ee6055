import { buildS3Suite } from '../support/build-s3-suite.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';

describeWithS3('buildDataset() into radosgw', (server) => {
  buildS3Suite(() => server);
});
