import type { FlagRule, Given } from './flag-rules.ts';

/** A base model is looked at only where the id does not say a model that is known; another one would be ignored. */
export const baseModelRule: FlagRule = {
  flags: ['--base-model'],
  notWith: [{ says: 'a --model that names its foundation model', holds: isOtherModel }],
  because: 'the rules of that foundation model apply',
  hint: 'Leave out --base-model, or give it the foundation model of --model',
};

async function isOtherModel({ valueOf }: Given): Promise<boolean> {
  const [model, baseModel] = [valueOf('--model'), valueOf('--base-model')];
  if (typeof model !== 'string' || typeof baseModel !== 'string') return false;
  const { foundationModelOf, resolveName } = await import('../../models/lean.ts');
  const resolution = resolveName(model, { baseModel });
  const base = foundationModelOf(baseModel);
  return (
    'foundationModel' in resolution && base !== undefined && resolution.foundationModel !== base
  );
}
