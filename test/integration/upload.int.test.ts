import { cleanSuite } from '../support/clean-suite.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { takenUpSuite } from '../support/taken-up-suite.ts';
import { uploadSuite } from '../support/upload-suite.ts';

describeWithS3('uploadDataset() to radosgw', (server) => {
  uploadSuite(() => server, { completesOverObjects: true, ignoresOwner: true });
});

describeWithS3('unfinished uploads in radosgw', (server) => {
  takenUpSuite(() => server);
});

describeWithS3('cleanUploads() in radosgw', (server) => {
  cleanSuite(() => server);
});
