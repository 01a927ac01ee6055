import { describe, expect, it } from 'vitest';
import { requireS3Folder, requireS3Uri, s3UriFault } from '../../../src/io/index.ts';

describe('s3UriFault()', () => {
  it.each([
    ['https://bucket/a', 'it does not begin with "s3://"'],
    ['S3://bucket/a', 'it does not begin with "s3://"'],
    ['', 'it does not begin with "s3://"'],
    ['s3://', 'it names no bucket'],
    ['s3:///a', 'it names no bucket'],
    ['s3://Bucket/a', 'the name of the bucket holds "B"'],
    ['s3://b_cket/a', 'the name of the bucket holds "_"'],
    ['s3://arn:aws:s3:us-east-1:123456789012:accesspoint/x/a', 'the name of the bucket holds ":"'],
    ['s3://bückét/a', 'the name of the bucket holds "ü"'],
    ['s3://ab/a', 'the name of the bucket has 2 characters, not 3 to 63'],
    [`s3://${'b'.repeat(64)}/a`, 'the name of the bucket has 64 characters, not 3 to 63'],
    ['s3://-bucket/a', 'the name of the bucket begins with "-"'],
    ['s3://bucket./a', 'the name of the bucket ends with "."'],
    ['s3://bucket/dt=2026-01-01/', 'its key holds "=" (character 15)'],
    ['s3://bucket/a b', 'its key holds a space (character 14)'],
    ['s3://bucket/a%20b', 'its key holds "%" (character 14)'],
    ['s3://bucket/😀', 'its key holds "😀" (character 13)'],
    ['s3://bucket/a\u001bb', 'its key holds "\\u001b" (character 14)'],
    ['s3://bucket//a', 'two slashes stand side by side (character 12)'],
    ['s3://bucket/a//', 'two slashes stand side by side (character 14)'],
    ['s3://bucket/a//b=', 'two slashes stand side by side (character 14)'],
    [`s3://bucket/${'a'.repeat(1013)}`, 'it has 1,025 characters, more than 1,024'],
  ])('says of %s as the URI of a job: %s', (uri, fault) => {
    expect(s3UriFault(uri, 'job')).toBe(fault);
  });

  it.each(['s3://bucket', 's3://bucket/', "s3://my.bucket-1/a/b!-_*'().jsonl"])(
    'has nothing to say of %s',
    (uri) => {
      expect(s3UriFault(uri, 'job')).toBeUndefined();
      expect(s3UriFault(uri, 'reference')).toBeUndefined();
    },
  );

  it.each(['s3://bucket/dt=2026-01-01/a b.mp4', 's3://bucket/a//b', 's3://bucket/ä+%20@:&,~'])(
    'lets an object in a record be %s',
    (uri) => {
      expect(s3UriFault(uri, 'reference')).toBeUndefined();
    },
  );

  it.each([
    ['s3://Bucket/a', 'the name of the bucket holds "B"'],
    ['s3://bucket/a\nb', 'its key holds "\\u000a" (character 14)'],
    [`s3://bucket/${'ä'.repeat(1013)}`, 'it has 1,025 characters, more than 1,024'],
  ])('says of %j as an object in a record: %s', (uri, fault) => {
    expect(s3UriFault(uri, 'reference')).toBe(fault);
  });
});

describe('requireS3Folder() and requireS3Uri()', () => {
  it('say which character is refused, and where', () => {
    const refusal = expect.objectContaining({
      code: 'INVALID_OPTION',
      option: 'to',
      message:
        'to is "s3://bucket/dt=1", which Bedrock does not take as an S3 URI: its key holds "=" (character 15)',
    });

    expect(() => requireS3Folder('s3://bucket/dt=1', 'to')).toThrow(refusal);
    expect(() => requireS3Uri('s3://bucket/dt=1', 'to')).toThrow(refusal);
  });

  it('leave the URI of an object as it is', () => {
    expect(requireS3Uri('s3://bucket/in/a.jsonl', 'inputUri')).toBe('s3://bucket/in/a.jsonl');
  });
});
