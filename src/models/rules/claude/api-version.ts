import { quote } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../rule.ts';
import { refused, refusedKey } from './refused.ts';

/** What Anthropic's Bedrock SDK sends since 1.0.0 of 2026-10-21; AWS documents the older one only. */
export const NEWER_VERSION = '2026-10-21';

const EXPECTED = quote('bedrock-2023-05-31');

const DOUBT =
  "AWS's documents at hand name only the older version, and nobody reported it of batch inference";

/** Of the newer version: older models do not support it, and with it sampling is refused whatever its values. */
export const claudeApiVersion: ModelInputRule = (modelInput, { foundationModel }) => {
  if (modelInput['anthropic_version'] !== NEWER_VERSION) return [];
  const path = ['anthropic_version'];
  const texts = { expected: EXPECTED, received: quote(NEWER_VERSION) };
  const fact = takesOf(foundationModel)?.newerVersion;
  if (fact?.is === 'refused') return [refused(path, fact, texts)];
  const findings: RuleFinding[] = [doubtful(path, { ...texts, doubt: DOUBT })];
  for (const key of ['temperature', 'top_p', 'top_k']) {
    if (fact === undefined || !Object.hasOwn(modelInput, key)) continue;
    const what = `${quote(key)} of any value with version ${quote(NEWER_VERSION)}`;
    const found = { what, expected: `no ${quote(key)}`, received: 'set' };
    findings.push(refusedKey([key], fact, found));
  }
  return findings;
};
