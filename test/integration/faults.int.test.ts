import { describeWithS3 } from '../support/describe-with-s3.ts';
import { faultSuite } from '../torture/faults/fault-suite.ts';

describeWithS3('what goes wrong between the command and radosgw', (server) => faultSuite(server));
