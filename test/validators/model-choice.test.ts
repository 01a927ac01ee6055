import { describe, expect, it } from 'vitest';
import { nameModel } from '../../src/validators/model-choice.ts';

const OPAQUE = 'arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/a1b2c3d4e5f6';

function codesOf(model: string, region?: string, baseModel?: string): readonly string[] {
  return nameModel({ model, region, baseModel }).diagnostics.map(({ code }) => code);
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
    expect(codesOf('amazon.nova-lite-v1:0', 'eu-west-1')).toEqual(['MODEL_PROFILE_NEEDED']);
    expect(codesOf('amazon.nova-2-lite-v1:0')).toEqual(['MODEL_PROFILE_NEEDED']);
    expect(
      codesOf('arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0', 'eu-west-1'),
    ).toEqual(['MODEL_PROFILE_NEEDED']);
  });

  it('does not judge the place of an id that does not say whether it is a profile', () => {
    expect(codesOf(OPAQUE, 'eu-west-1', 'amazon.nova-lite-v1:0')).toEqual([]);
  });

  it('names the known id that a misspelt one resembles, and no other one', () => {
    const hintOf = (model: string, baseModel?: string) =>
      nameModel({ model, baseModel }).diagnostics.map(({ code, hint }) => [code, hint]);
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
      const { diagnostics, family } = nameModel({ model });

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
