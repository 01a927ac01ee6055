import { quote } from '../../core/index.ts';
import { readLiveModels } from '../../jobs/index.ts';
import { nameModel } from '../../validators/lean.ts';
import { type Finding, notNamed, ok, unknown, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/**
 * Says what is known of the model, by the dated table and by what the region lists.
 *
 * No call says which models batch, or whether the account may use one: what speaks for it is no proof.
 */
export async function checkModel({ options, region }: SetupSubject): Promise<Finding> {
  const { model, baseModel, asOf, bedrock, profile, endpoint, signal } = options;
  if (model === undefined) return notNamed('model', '--model');
  const named = nameModel({ model, baseModel, region, asOf });
  const found = named.diagnostics.toSorted((a, b) => rank(a.severity) - rank(b.severity))[0];
  if (found?.severity === 'error')
    return wrong(found.message, found.hint ?? 'Choose another model');
  if (found !== undefined) return unknown(found.message, found.hint);
  const { foundationModel } = named;
  const at = { bedrock, region, profile, endpoint, signal, asOf };
  const { models } = await readLiveModels(at);
  const listed = models.find(({ modelId }) => modelId === foundationModel);
  if (listed === undefined) {
    return unknown(
      `The region lists no ${quote(foundationModel ?? model, 200)}`,
      'Try another region, or see bedrock-batch models --live',
    );
  }
  const { status = 'ACTIVE', endOfLife } = listed;
  const end = status === 'LEGACY' && endOfLife !== undefined ? `, up to ${endOfLife}` : '';
  return ok(
    `${quote(model, 200)} is listed in ${region} (${status}${end}), and nothing is known against it`,
  );
}

function rank(severity: string): number {
  return severity === 'error' ? 0 : 1;
}
