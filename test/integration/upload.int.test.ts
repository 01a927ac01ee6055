import { describeWithS3 } from '../support/describe-with-s3.ts';
import { uploadSuite } from '../support/upload-suite.ts';

describeWithS3('uploadDataset() to radosgw', (server) => {
  uploadSuite(() => server, { completesOverObjects: true, ignoresOwner: true });
});
