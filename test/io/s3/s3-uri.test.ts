import { describe, expect, it } from 'vitest';
import { isBedrockS3Uri, parseS3Uri, requireS3Folder } from '../../../src/io/index.ts';

describe('parseS3Uri()', () => {
  it('splits bucket and key', () => {
    expect(parseS3Uri('s3://bucket/a/b/')).toEqual({ bucket: 'bucket', key: 'a/b/' });
    expect(parseS3Uri('s3://bucket')).toEqual({ bucket: 'bucket', key: '' });
    expect(parseS3Uri('https://bucket/a')).toBeUndefined();
  });
});

describe('isBedrockS3Uri()', () => {
  it.each(['s3://bucket', 's3://bucket/', 's3://my.bucket-1/a/b.jsonl', "s3://bucket/a!-_*'()."])(
    'takes %s',
    (uri) => {
      expect(isBedrockS3Uri(uri)).toBe(true);
    },
  );

  it.each([
    's3://bucket/dt=2026-01-01/',
    's3://bucket/a b',
    's3://bucket/a//b',
    's3://Bucket/a',
    's3://b_cket/a',
    's3://bucket/ä',
    's3://bucket/a%20',
  ])('refuses %s, which S3 itself may take', (uri) => {
    expect(isBedrockS3Uri(uri)).toBe(false);
  });

  it('refuses more than 1,024 characters', () => {
    expect(isBedrockS3Uri(`s3://bucket/${'a'.repeat(1012)}`)).toBe(true);
    expect(isBedrockS3Uri(`s3://bucket/${'a'.repeat(1013)}`)).toBe(false);
  });
});

describe('requireS3Folder()', () => {
  it('ends the URI with one slash', () => {
    expect(requireS3Folder('s3://bucket/in', '--to')).toBe('s3://bucket/in/');
    expect(requireS3Folder('s3://bucket/in/', '--to')).toBe('s3://bucket/in/');
  });

  it.each([
    ['s3://b/', 'Name a bucket'],
    ['s3://My_Bucket/in', 'Name a bucket'],
    ['my-bucket/in', 'Write it as s3://bucket/prefix/'],
    [`s3://bucket/${'a'.repeat(1100)}`, 'Choose a shorter prefix'],
    ['s3://bucket/dt=1', 'Choose a prefix without "="'],
  ])('advises what is wrong with %s to be changed', (uri, hint) => {
    expect(() => requireS3Folder(uri, '--to')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(hint) }),
    );
  });

  it('names the option and what was given', () => {
    expect(() => requireS3Folder('s3://bucket/dt=1/', '--to')).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        option: '--to',
        received: '"s3://bucket/dt=1/"',
      }),
    );
  });
});
