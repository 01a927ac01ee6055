import { describe, expect, it } from 'vitest';
import { profileFitsRegion } from '../../../src/models/index.ts';

describe('profileFitsRegion()', () => {
  it.each([
    ['us', 'us-west-2'],
    ['us', 'ca-central-1'],
    ['eu', 'eu-central-1'],
    ['apac', 'ap-southeast-1'],
    ['jp', 'ap-northeast-1'],
    ['au', 'ap-southeast-2'],
    ['ca', 'ca-central-1'],
    ['us-gov', 'us-gov-west-1'],
    ['jp', 'ap-northeast-3'],
    ['au', 'ap-southeast-4'],
    ['us', 'ca-west-1'],
    ['global', 'eu-west-1'],
    ['global', 'ap-northeast-1'],
    ['global', 'sa-east-1'],
    ['us-gov', 'us-gov-east-1'],
    ['eu', 'eusc-de-east-1'],
    ['eu', 'il-central-1'],
    ['xx', 'us-east-1'],
  ])('lets %s fit %s', (prefix, region) => {
    expect(profileFitsRegion(prefix, region)).toBe(true);
  });

  it.each([
    ['us', 'eu-west-1'],
    ['us', 'us-gov-west-1'],
    ['us-gov', 'us-east-1'],
    ['us-gov', 'sa-east-1'],
    ['eu', 'us-east-1'],
    ['jp', 'ap-southeast-2'],
    ['au', 'ap-northeast-1'],
    ['apac', 'eu-west-1'],
    ['global', 'us-gov-west-1'],
    ['global', 'cn-north-1'],
    ['global', 'eusc-de-east-1'],
    ['us', 'cn-north-1'],
    ['us', 'eusc-de-east-1'],
    ['jp', 'us-east-1'],
    ['jp', 'ap-south-1'],
    ['jp', 'sa-east-1'],
    ['au', 'me-central-1'],
    ['ca', 'us-east-1'],
    ['ca', 'il-central-1'],
    ['eu', 'us-gov-west-1'],
  ])('says that %s does not fit %s', (prefix, region) => {
    expect(profileFitsRegion(prefix, region)).toBe(false);
  });
});
