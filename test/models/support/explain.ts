import type { InvocationType } from '../../../src/core/index.ts';
import {
  explainModelInput,
  familyOf,
  type ModelFamily,
  type ModelInputFinding,
} from '../../../src/models/index.ts';

/** What is found in a model input, as the validators ask. */
export function explain(
  model: string,
  modelInput: unknown,
  invocationType: InvocationType = 'InvokeModel',
): readonly ModelInputFinding[] {
  const family = familyOf(model, { invocationType }) as ModelFamily;
  return explainModelInput(family, modelInput, { modelId: model });
}

/** Code, path and what people read of a finding. */
export function brief(findings: readonly ModelInputFinding[]): readonly (readonly unknown[])[] {
  return findings.map(({ code, path, args }) => {
    const { expected, received, key, nearest } = args as Readonly<Record<string, string>>;
    const texts = { expected, received, key, nearest };
    const known = Object.entries(texts).filter(([, text]) => text !== undefined);
    return [code, path.join('/'), Object.fromEntries(known)];
  });
}

/** Code and path of a finding. */
export function spots(findings: readonly ModelInputFinding[]): readonly (readonly string[])[] {
  return findings.map(({ code, path }) => [code, path.join('/')]);
}
