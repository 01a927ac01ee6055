import { describe, expect, it } from 'vitest';
import { errorText } from '../../../src/cli/errors/error-text.ts';
import { makeProgram } from '../../../src/cli/program.ts';
import { Session, type Streams } from '../../../src/cli/session/session.ts';
import { painter } from '../../../src/cli/terminal/color.ts';
import { InvalidOptionError, S3Error } from '../../../src/core/index.ts';

const paint = painter(false);
const program = makeProgram(new Session({ stdout: {}, stderr: {} } as unknown as Streams), []);
const command = program.commands.find((one) => one.name() === 'run');

describe('the text of an error', () => {
  it('leaves out a cause that says nothing', () => {
    const textWith = (cause: Error) =>
      errorText(new S3Error('S3_REQUEST', 'No', { cause, bucket: 'b' }), { paint });

    expect(textWith(new Error('UnknownError'))).not.toContain('cause');
    expect(textWith(new Error('socket hang up'))).toContain('cause Error: socket hang up');
  });

  it.each([
    ['roleArn is "r", and Bedrock takes an ARN', '--role-arn is "r", and'],
    ['timeoutDurationInHours is 1, and', '--timeout-duration-in-hours is 1, and'],
    ['pollSeconds is 1, and', '--poll-seconds is 1, and'],
    ['maxRowBytes is 1, and', 'maxRowBytes is 1, and'],
    ['There is no file', 'There is no file'],
  ])('names the flag of the command in %s', (message, said) => {
    const error = new InvalidOptionError(message, { option: 'roleArn' });

    expect(errorText(error, { paint, command })).toContain(`\n  ${said}`);
    expect(errorText(error, { paint })).toContain(`\n  ${message}`);
  });
});
