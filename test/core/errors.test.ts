import { describe, expect, it } from 'vitest';
import {
  InvalidOptionError,
  isBedrockBatchError,
  S3Error,
  SourceError,
} from '../../src/core/index.ts';

describe('errors', () => {
  it('carry code, hint and cause', () => {
    const cause = new Error('disk');
    const error = new SourceError('SOURCE_READ', 'It cannot be read', {
      source: 'a.csv',
      line: 3,
      cause,
      hint: 'Try again',
    });

    expect(error).toMatchObject({
      name: 'SourceError',
      code: 'SOURCE_READ',
      source: 'a.csv',
      line: 3,
      hint: 'Try again',
    });
    expect(error.cause).toBe(cause);
    expect(error.isRetryable).toBe(false);
  });

  it('are told from others, also across copies of the package', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('bedrock-batch.error')]: true });

    expect(isBedrockBatchError(new S3Error('S3_REQUEST', 'no', { bucket: 'b' }))).toBe(true);
    expect(isBedrockBatchError(foreign)).toBe(true);
    expect(isBedrockBatchError(new Error('x'))).toBe(false);
    expect(isBedrockBatchError(undefined)).toBe(false);
  });

  it('become plain data without stack and cause', () => {
    const error = new InvalidOptionError('model is missing', {
      option: 'model',
      expected: 'a model id',
      cause: new Error('x'),
    });

    const data = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;

    expect(data).toMatchObject({
      name: 'InvalidOptionError',
      code: 'INVALID_OPTION',
      message: 'model is missing',
      option: 'model',
    });
    expect(data).not.toHaveProperty('stack');
    expect(data).not.toHaveProperty('cause');
  });
});
