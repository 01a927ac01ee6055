import { describe, expect, it } from 'vitest';
import { listedIds } from '../../../src/models/facts/listed-ids.ts';
import { modelRowOf } from '../../../src/models/lean.ts';
import { nameModel } from '../../../src/validators/model/model-choice.ts';

const OPAQUE = 'arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/a1b2c3d4e5f6';

const AS_OF = '2026-11-28';

function codesOf(model: string, region?: string, baseModel?: string): readonly string[] {
  return nameModel({ model, region, baseModel, asOf: AS_OF }).diagnostics.map(({ code }) => code);
}

describe('nameModel()', () => {
  it.each([
    ['amazon.nova-lite-v1:0', 'us-east-1'],
    ['eu.amazon.nova-lite-v1:0', 'eu-central-1'],
    ['amazon.nova-lite-v1:0', undefined],
    ['amazon.titan-embed-text-v2:0', 'sa-east-1'],
  ])('has nothing against %s in %s', (model, region) => {
    expect(codesOf(model, region)).toEqual([]);
  });

  it('warns once of the place, the prefix of the profile first', () => {
    expect(codesOf('eu.amazon.nova-lite-v1:0', 'us-east-1')).toEqual(['MODEL_PROFILE_REGION']);
    expect(codesOf('eu.amazon.nova-lite-v1:0', 'eu-west-2')).toEqual(['MODEL_REGION_UNLISTED']);
    expect(codesOf('us.amazon.nova-lite-v1:0', 'us-west-1')).toEqual([]);
    expect(codesOf('amazon.nova-lite-v1:0', 'eu-west-1')).toEqual(['MODEL_PROFILE_NEEDED']);
    expect(codesOf('amazon.nova-2-lite-v1:0')).toEqual(['MODEL_PROFILE_NEEDED']);
    expect(
      codesOf('arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0', 'eu-west-1'),
    ).toEqual(['MODEL_PROFILE_NEEDED']);
  });

  it('says all that is wrong of a model that has no form of the invocation type', () => {
    const found = (model: string, asOf: string) =>
      nameModel({ model, invocationType: 'Converse', asOf }).diagnostics.map(({ code }) => code);

    expect(found('twelvelabs.marengo-embed-2-7-v1:0', '2026-12-05')).toEqual([
      'MODEL_INVOCATION_TYPE',
      'MODEL_ENDED',
      'MODEL_BATCH_UNLIKELY',
    ]);
    expect(found('amazon.titan-embed-text-v2:0', AS_OF)).toEqual(['MODEL_INVOCATION_TYPE']);
  });

  it('does not judge the place of an id that does not say whether it is a profile', () => {
    expect(codesOf(OPAQUE, 'eu-west-1', 'amazon.nova-lite-v1:0')).toEqual([]);
  });

  it.each([
    ['a bare id', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['a context length behind it', 'anthropic.claude-3-haiku-20240307-v1:0:200k'],
    ['a profile', 'us.anthropic.claude-3-haiku-20240307-v1:0'],
    ['another profile', 'global.anthropic.claude-sonnet-4-20250514-v1:0'],
    [
      'the ARN of the model',
      'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0',
    ],
    [
      'the ARN of a profile',
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
    ],
    [
      'the base of a custom model',
      'arn:aws:bedrock:us-east-1:111122223333:custom-model/anthropic.claude-3-haiku-20240307-v1:0:200k/abcdefghij12',
    ],
    ['a prefix of Llama', 'us.meta.llama3-2-11b-instruct-v1:0'],
  ])('says once that a model has ended, named by %s', (_, model) => {
    expect(codesOf(model)).toEqual(['MODEL_ENDED']);
  });

  it('says it of the base model of an opaque id', () => {
    const { diagnostics } = nameModel({
      model: OPAQUE,
      baseModel: 'anthropic.claude-3-haiku-20240307-v1:0',
      asOf: AS_OF,
    });

    expect(diagnostics).toMatchObject([
      {
        code: 'MODEL_ENDED',
        severity: 'error',
        message: expect.stringContaining(
          '"anthropic.claude-3-haiku-20240307-v1:0" on 2026-09-10: AWS',
        ),
        location: { source: OPAQUE },
      },
    ]);
  });

  it('warns before the end, and where it is not known whether it holds', () => {
    const sonnet = 'anthropic.claude-sonnet-4-20250514-v1:0';
    const codesAt = (asOf: string, region?: string) =>
      nameModel({ model: `us.${sonnet}`, asOf, region }).diagnostics.map(({ code }) => code);

    expect(codesAt('2026-07-15')).toEqual([]);
    expect(codesAt('2026-07-16')).toEqual(['MODEL_ENDING']);
    expect(codesAt('2026-10-14', 'us-east-1')).toEqual(['MODEL_ENDING']);
    expect(codesAt('2026-10-15', 'us-east-1')).toEqual(['MODEL_ENDED']);
    expect(codesOf(`us-gov.${sonnet}`, 'us-gov-west-1')).toEqual([
      'MODEL_ENDED_ELSEWHERE',
      'MODEL_REGION_UNLISTED',
    ]);
  });

  it.each([undefined, 'us-east-1'])('takes an ARN for where the model is to run (%s)', (region) => {
    const haiku = 'anthropic.claude-3-haiku-20240307-v1:0';
    const endsOf = (model: string, baseModel?: string) =>
      codesOf(model, region, baseModel).filter((code) => code.startsWith('MODEL_END'));

    for (const place of ['aws-us-gov:bedrock:us-gov-west-1', 'aws-cn:bedrock:cn-north-1']) {
      expect(endsOf(`arn:${place}::foundation-model/${haiku}`)).toEqual(['MODEL_ENDED_ELSEWHERE']);
      const opaque = `arn:${place}:111122223333:application-inference-profile/a1b2c3d4e5f6`;
      expect(endsOf(opaque, haiku)).toEqual(['MODEL_ENDED_ELSEWHERE']);
    }
    expect(endsOf(`arn:aws:bedrock:eu-west-1::foundation-model/${haiku}`)).toEqual(['MODEL_ENDED']);
  });

  it.each(['haiku-5-5', 'fable-5-1', 'fable-5-2'])(
    'knows %s, which is younger than the lists of batch models',
    (name) => {
      expect(codesOf(`global.anthropic.claude-${name}`, 'us-east-1')).toEqual([]);
      expect(codesOf(`us.anthropic.claude-${name}`)).toEqual([]);
      expect(modelRowOf(`anthropic.claude-${name}`)?.row.batch.verdict).toBe('unknown');
    },
  );

  it.each([
    ['opus-5-5', 'standard'],
    ['sonnet-5-5', 'standard'],
    ['opus-4-7', 'does not list it'],
    ['opus-4-8', 'a batch price'],
    ['sonnet-5', 'refused it on 2026-09-02'],
    ['fable-5', 'a batch price'],
  ])('says of %s that AWS does not list it, and checks its records', (name, known) => {
    const model = `us.anthropic.claude-${name}`;
    const { diagnostics, family } = nameModel({ model, region: 'us-east-1', asOf: AS_OF });

    expect(family).toBe('claude-messages');
    expect(diagnostics).toMatchObject([
      {
        code: 'MODEL_BATCH_UNLIKELY',
        severity: 'warning',
        message: expect.stringContaining(known),
      },
    ]);
  });

  it.each(['us-east-1', 'eu-central-1', undefined])(
    'says in %s that a model has profiles only',
    (region) => {
      for (const name of ['haiku-4-5-20251001-v1:0', 'opus-4-5-20251101-v1:0', 'opus-4-6-v1']) {
        expect(codesOf(`anthropic.claude-${name}`, region)).toEqual(['MODEL_PROFILE_NEEDED']);
      }
    },
  );

  it('compares the region of an ARN with that of the job, and else takes it for that', () => {
    const arn = 'arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0';
    const misplaced = arn.replace('eu-west-1', 'us-east-1');

    expect(codesOf(arn, 'eu-west-1')).toEqual([]);
    expect(codesOf(arn)).toEqual([]);
    expect(codesOf(arn, 'eu-west-3')).toEqual(['MODEL_ARN_REGION']);
    expect(codesOf(misplaced)).toEqual(['MODEL_PROFILE_REGION']);
    expect(codesOf(OPAQUE, 'us-east-1', 'amazon.nova-lite-v1:0')).toEqual(['MODEL_ARN_REGION']);
  });

  it.each([
    ['anthropic.claude-banana-v9:0', /^Did you mean anthropic\.claude-/],
    [
      'anthropic.claude-3-haiku',
      /^Did you mean anthropic\.claude-3-haiku-20240307-v1:0, whose last day was 2026-09-10\?/,
    ],
    [
      'us.anthropic.claude-sonnet-4',
      /^Did you mean us\.anthropic\.claude-sonnet-4-20250514-v1:0, /,
    ],
    ['amazon.nova-lite', /^Did you mean amazon\.nova-lite-v1:0\?/],
    ['amazon.titan-embed-text-v3', /^Did you mean amazon\.titan-embed-text-v2:0\?/],
    ['anthropic.claude-haiku-6', /A newer model may be missing/],
    ['us.anthropic.claude-fable-6-1', /A newer model may be missing/],
    ['anthropic.claude-opus-5-6', /A newer model may be missing/],
  ])('doubts %s, which no list has, and checks its records all the same', (model, hint) => {
    const { diagnostics, family } = nameModel({ model, asOf: AS_OF });

    expect(family).toBeDefined();
    expect(diagnostics).toMatchObject([
      { code: 'MODEL_ID_UNLISTED', severity: 'warning', hint: expect.stringMatching(hint) },
    ]);
  });

  it('doubts an id that resembles a known one also where Converse would take any', () => {
    const { diagnostics } = nameModel({
      model: 'amazn.nova-lite-v1:0',
      invocationType: 'Converse',
      asOf: AS_OF,
    });

    expect(diagnostics.map(({ code }) => code)).toEqual(['MODEL_ID_UNLISTED']);
  });

  it('does not doubt what AWS itself wrote into the ARN of a custom model', () => {
    const custom = 'arn:aws:bedrock:us-east-1:111122223333:custom-model/';

    expect(codesOf(`${custom}amazon.nova-lite-v1:0:300k/abcdefghij12`)).toEqual([]);
    expect(codesOf(`${custom}amazon.nova-lite-v9:0/abcdefghij12`)).toEqual([]);
  });

  it.each(listedIds)('says nothing of the id %s itself', (model) => {
    const codes = nameModel({ model, asOf: '2026-01-01' }).diagnostics.map(({ code }) => code);

    expect(codes).not.toContain('MODEL_ID_UNLISTED');
  });

  it('names the known id that a misspelt one resembles, and no other one', () => {
    const hintOf = (model: string, baseModel?: string) =>
      nameModel({ model, baseModel, asOf: AS_OF }).diagnostics.map(({ code, hint }) => [
        code,
        hint,
      ]);
    const otherwise = 'ame the foundation model behind it with --base-model';

    expect(hintOf('us.anthropic.claud-sonnet-4-5-20250929-v1:0')).toEqual([
      [
        'MODEL_UNKNOWN',
        `Did you mean us.anthropic.claude-sonnet-4-5-20250929-v1:0? Otherwise n${otherwise}`,
      ],
    ]);
    expect(hintOf(OPAQUE, 'amazn.nova-lite-v1:0')).toEqual([
      ['MODEL_UNKNOWN', `Did you mean amazon.nova-lite-v1:0? Otherwise n${otherwise}`],
    ]);
    for (const model of ['acme.model-1', OPAQUE, 'cohere']) {
      expect(hintOf(model)).toEqual([['MODEL_UNKNOWN', `N${otherwise}`]]);
    }
  });

  it.each(['cohere.embed-v4:0', 'ai21.jamba-1-5-mini-v1:0', 'amazon.titan-text-express-v1'])(
    'says why %s is not likely to batch, with source and date',
    (model) => {
      const { diagnostics, family } = nameModel({ model, asOf: '2026-01-01' });

      expect(family).toBeUndefined();
      expect(diagnostics).toMatchObject([
        {
          code: 'MODEL_BATCH_UNLIKELY',
          severity: 'warning',
          message: expect.stringMatching(/no batch quota was seen anywhere.*2026-11-20/),
        },
      ]);
    },
  );
});
