import { describe, expect, it } from 'vitest';
import { hashId } from '../../../src/engine/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import type { Outcome } from '../../../src/results/index.ts';
import { readOutputLine } from '../../../src/results/outputs/output-line.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const TITAN = 'amazon.titan-embed-text-v2:0';

function read(line: unknown, model = CLAUDE, invocationType?: 'Converse'): Partial<Outcome> {
  const bytes = Buffer.from(typeof line === 'string' ? line : JSON.stringify(line));
  const read = readOutputLine(bytes, familyOf(model, { invocationType }));
  if (read.kind !== 'read') throw new TypeError(`the line is ${read.kind}`);
  return read.outcome;
}

const output = (modelOutput: unknown, ...how: [string?, 'Converse'?]) =>
  read({ recordId: '1', modelOutput }, ...how);
const failure = (error: unknown) => read({ recordId: '1', error }).error;

describe('readOutputLine()', () => {
  it.each([
    [null, 'Bedrock wrote null in place of an answer'],
    [{}, 'Bedrock wrote an empty value in place of an answer'],
    [[], 'Bedrock wrote an empty value in place of an answer'],
    ['', 'Bedrock wrote an empty value in place of an answer'],
  ])('calls %j no answer, and worth another try', (modelOutput, message) => {
    for (const model of [CLAUDE, TITAN, 'nobody.knows-v1:0']) {
      expect(output(modelOutput, model)).toMatchObject({
        status: 'failed',
        error: { code: 'MODEL_OUTPUT_EMPTY', message, retryable: true },
      });
    }
  });

  it.each([
    ['text', 'The output is "text", not an answer of Claude messages'],
    [5, 'The output is 5, not an answer of Claude messages'],
    [[1], 'The output is an array of 1, not an answer of Claude messages'],
    [
      { generation: 'x' },
      'The output is an object with "generation", not an answer of Claude messages',
    ],
  ])('calls %j unknown', (modelOutput, message) => {
    expect(output(modelOutput)).toEqual({
      status: 'failed',
      output: modelOutput,
      error: { code: 'MODEL_OUTPUT_UNKNOWN', message, retryable: false },
    });
  });

  it('fails an answer without a text, with how it ended and what it took', () => {
    const usage = { input_tokens: 3, output_tokens: 0 };

    expect(output({ content: [], stop_reason: 'refusal', usage })).toMatchObject({
      status: 'failed',
      finishReason: 'refusal',
      stopReason: 'refusal',
      usage: { inputTokens: 3, outputTokens: 0 },
      error: {
        code: 'MODEL_OUTPUT_EMPTY',
        message: 'The answer has no text and no tool call; it ended with "refusal"',
        retryable: false,
      },
    });
    expect(output({ embedding: [null] }, TITAN).error?.message).toBe(
      'The answer has no embedding of numbers',
    );
  });

  it('keeps the text of an answer that is not whole, and says how it ended', () => {
    const content = [{ type: 'text', text: '{"genre":"Sci' }];

    expect(output({ content, stop_reason: 'max_tokens' })).toMatchObject({
      status: 'succeeded',
      text: '{"genre":"Sci',
      finishReason: 'length',
      stopReason: 'max_tokens',
    });
  });

  it.each([
    ['ThrottlingException', true],
    ['com.amazonaws.bedrockruntime#ThrottlingException', true],
    ['ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/', true],
    ['throttlingException', true],
    ['ModelTimeoutException', true],
    ['ModelErrorException', true],
    ['ModelNotReadyException', true],
    ['ServiceUnavailableException', true],
    ['InternalServerException', true],
    ['ModelStreamErrorException', true],
    ['InternalFailure', true],
    ['TooManyRequestsException', true],
    ['TooManyRequests', true],
    ['ServiceUnavailable', true],
    ['RequestThrottledException', true],
    ['ValidationException', false],
    ['AccessDeniedException', false],
    ['ServiceQuotaExceededException', false],
    ['429', true],
    [429, true],
    [408, true],
    [424, true],
    [503, true],
    [400, false],
    [404, false],
    ['toString', false],
  ])('knows whether %s passes', (errorCode, retryable) => {
    const error = failure({ errorCode, errorMessage: 'so it is' });
    const inside = output({ __type: String(errorCode), message: 'so it is' }).error;

    expect(error).toMatchObject({ message: 'so it is', retryable });
    expect(error?.code).not.toMatch(/[#:]/);
    expect(inside).toEqual(error);
  });

  it('believes a line that says itself whether it is worth another try', () => {
    expect(failure({ errorCode: 503, errorMessage: '', retryable: false })?.retryable).toBe(false);
    expect(failure({ errorCode: 400, errorMessage: '', retryable: true })?.retryable).toBe(true);
  });

  it.each([
    [{ message: 'bad' }, 'UNKNOWN', 'bad'],
    ['bad', 'UNKNOWN', 'bad'],
    [{ error: { type: 'overloaded_error', message: 'bad' } }, 'overloaded_error', 'bad'],
    [{ code: 'ThrottlingException', message: 'bad' }, 'ThrottlingException', 'bad'],
    [{ __type: 'ValidationException', message: 'bad' }, 'ValidationException', 'bad'],
    [{ errorCode: 400 }, '400', ''],
    [{ why: 1 }, 'UNKNOWN', '{"why":1}'],
    [[1], 'UNKNOWN', '[1]'],
    [{}, 'UNKNOWN', '{}'],
  ])('reads the error %j', (error, code, message) => {
    expect(failure(error)).toMatchObject({ code, message });
  });

  it.each([
    [{ message: 'Input is too long', __type: 'ValidationException' }, 'ValidationException', false],
    [{ errorCode: 429, errorMessage: 'Input is too long' }, '429', true],
    [{ errorMessage: 'Input is too long' }, 'MODEL_OUTPUT', false],
    [{ error: 'Input is too long' }, 'MODEL_OUTPUT', false],
    [
      { type: 'error', error: { type: 'overloaded_error', message: 'Input is too long' } },
      'overloaded_error',
      true,
    ],
  ])('finds the error %j in an output', (modelOutput, code, retryable) => {
    const error = { code, message: 'Input is too long', retryable };

    expect(output(modelOutput, CLAUDE, 'Converse')).toMatchObject({ status: 'failed', error });
    expect(output(modelOutput, 'nobody.knows-v1:0')).toMatchObject({ status: 'failed', error });
  });

  it('keeps the message of an embedding that is null', () => {
    const modelOutput = { embedding: null, inputTextTokenCount: 2, message: 'No tokens' };

    expect(output(modelOutput, TITAN)).toMatchObject({
      status: 'failed',
      usage: { inputTokens: 2 },
      error: { code: 'MODEL_OUTPUT', message: 'No tokens' },
    });
  });

  it('reads the answer of a model that nobody knows where it has the shape of a family', () => {
    const chat = { choices: [{ message: { content: 'sp' }, finish_reason: 'length' }] };
    const refused = { content: [], stop_reason: 'refusal' };

    expect(output(chat, 'nobody.knows-v1:0')).toMatchObject({
      status: 'succeeded',
      text: 'sp',
      finishReason: 'length',
    });
    expect(output(refused, 'nobody.knows-v1:0')).toMatchObject({
      status: 'failed',
      finishReason: 'refusal',
    });
    expect(output({ words: 'spam' }, 'nobody.knows-v1:0')).toMatchObject({
      status: 'succeeded',
      isUnjudged: true,
    });
    expect(output('spam', 'nobody.knows-v1:0')).toMatchObject({
      error: { message: 'The output is "spam", not an answer of a model' },
    });
  });

  it('reads a completion that is no chat, whoever knows the model', () => {
    const completion = { choices: [{ text: 'spam', stop_reason: 'length' }] };

    for (const model of ['nobody.knows-v1:0', 'openai.gpt-oss-20b-1:0']) {
      expect(output(completion, model)).toMatchObject({
        status: 'succeeded',
        text: 'spam',
        finishReason: 'length',
      });
    }
  });

  it('fails no answer of a model that nobody knows for choices of another shape', () => {
    const streamed = { choices: [{ finish_reason: 'stop', delta: { content: 'spam' } }] };

    expect(output(streamed, 'nobody.knows-v1:0')).toMatchObject({
      status: 'succeeded',
      isUnjudged: true,
    });
    expect(output(streamed, 'openai.gpt-oss-20b-1:0').error?.code).toBe('MODEL_OUTPUT_UNKNOWN');
  });

  it.each([[null], [''], [{}], [[]], [false]])(
    'takes the error %j beside an answer for none',
    (error) => {
      const modelOutput = { content: [{ type: 'text', text: 'spam' }], stop_reason: 'end_turn' };
      const line = Buffer.from(JSON.stringify({ recordId: '1', modelOutput, error }));

      expect(readOutputLine(line, familyOf(CLAUDE))).toMatchObject({
        content: 'modelOutput',
        outcome: { status: 'succeeded', text: 'spam' },
      });
    },
  );

  it('says how an answer ended in the word that tells it', () => {
    const refused = { message: { content: null, refusal: 'No.' }, finish_reason: 'stop' };

    expect(output({ choices: [refused] }, 'openai.gpt-oss-20b-1:0').error?.message).toBe(
      'The answer has no text and no tool call; it ended with "refusal"',
    );
  });

  it('takes a line of blanks for none', () => {
    for (const line of ['', '\r', '  \t', '\uFEFF'])
      expect(readOutputLine(Buffer.from(line), undefined).kind).toBe('blank');
    for (const line of ['x', '[]', '{"recordId":1}', '{"recordId":"1"}'])
      expect(readOutputLine(Buffer.from(line), undefined).kind).toBe('unreadable');
  });

  it('never replaces bytes that are no UTF-8 in silence', () => {
    const line = (word: string) =>
      `{"recordId":"1","modelOutput":{"content":[{"type":"text","text":"${word}"}]}}`;
    const bytes = Buffer.from(line('sp?m'));
    bytes[bytes.indexOf('?')] = 0xff;

    const broken = readOutputLine(bytes, familyOf(CLAUDE));

    expect(broken).toMatchObject({
      kind: 'read',
      recordId: '1',
      outcome: { status: 'failed', error: { code: 'MODEL_OUTPUT_ENCODING' } },
    });
    expect(JSON.stringify(broken)).not.toContain('\uFFFD');
    const failed = Buffer.from('{"recordId":"1","error":{"errorCode":429,"errorMessage":"sp?m"}}');
    failed[failed.indexOf('?')] = 0xff;
    expect(readOutputLine(failed, undefined)).toMatchObject({
      outcome: {
        error: { code: '429', message: 'sp\uFFFDm (the line is not valid UTF-8)', retryable: true },
      },
    });
    expect(read(line('sp\uFFFDm'))).toMatchObject({ status: 'succeeded', text: 'sp\uFFFDm' });
  });

  it.each(['spam', 'späm 😀'])('gives the output as it stands in the line (%s)', (word) => {
    const text = `{ "content": [{"type":"text","text":"${word}"}], "n": 1.0 }`;
    const line = readOutputLine(
      Buffer.from(`{"recordId":"ä","modelOutput":${text} }`),
      familyOf(CLAUDE),
    );

    const { first } = hashId(Buffer.from(text), { first: 0, second: 0 });
    expect(line).toMatchObject({ outputText: text, answer: first });
  });
});
