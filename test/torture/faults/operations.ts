import type { SeenRequest } from '../../support/fault-proxy.ts';
import type { S3TestServer } from '../../support/s3-test-server.ts';
import { Place } from './place.ts';
import type { Scenario } from './scenario.ts';

/** The first request for each operation that a use of the command asks for where nothing goes wrong. */
export async function requestsOf(
  scenario: Scenario,
  s3: S3TestServer | undefined,
): Promise<readonly SeenRequest[]> {
  await using place = await Place.open(s3, scenario.emulator);
  const { argv, wrongWhenDone } = await scenario.stage(place);
  const before = place.proxy.seen.length;
  const wrong = await wrongWhenDone(await place.prepare(argv));
  if (wrong.length > 0) throw new Error(`${scenario.name} is wrong by itself: ${wrong.join('; ')}`);
  const seen = place.proxy.seen.slice(before);
  return seen.filter(
    ({ operation }, at) => seen.findIndex((other) => other.operation === operation) === at,
  );
}
