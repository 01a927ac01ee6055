/** A place where a source may be cut. */
export interface CutPlace {
  /** Bytes of the source before it. */
  readonly position: number;
  /** Rows of the source before it. */
  readonly rowsBefore: number;
}

/** Places between which partitions are chosen. */
export interface CutPlaces<Place extends CutPlace> {
  /** Near where the bytes would be in equal parts. */
  readonly byBytes: readonly Place[];
  /** Where jobs would begin, if all rows became records and their number alone filled jobs. */
  readonly byJobs: readonly Place[];
  /** Bytes of the whole source. */
  readonly bytes: number;
}

/**
 * Chooses where a source is cut into partitions of like size: at the beginnings of jobs where there are as many, so that the partitions need not be
 * packed anew; else in between too, and at each of them.
 *
 * @returns At most one place fewer than there are to be partitions, in their order.
 */
export function chooseCuts<Place extends CutPlace>(
  { byBytes, byJobs, bytes }: CutPlaces<Place>,
  partitions: number,
): readonly Place[] {
  const wanted = partitions - 1;
  if (byJobs.length >= wanted) return nearest(byJobs, { wanted, bytes });
  const free = distinct(byBytes.filter(({ rowsBefore }) => !hasRows(byJobs, rowsBefore)));
  const others = nearest(free, { wanted: Math.min(wanted - byJobs.length, free.length), bytes });
  return [...byJobs, ...others].toSorted((a, b) => a.rowsBefore - b.rowsBefore);
}

function hasRows(places: readonly CutPlace[], rows: number): boolean {
  return places.some(({ rowsBefore }) => rowsBefore === rows);
}

function distinct<Place extends CutPlace>(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ rowsBefore }, index) => index === 0 || rowsBefore !== places[index - 1]?.rowsBefore,
  );
}

/** Chooses as many places as are wanted, each nearest to an equal share of the bytes, and none twice. */
function nearest<Place extends CutPlace>(
  places: readonly Place[],
  { wanted, bytes }: { readonly wanted: number; readonly bytes: number },
): readonly Place[] {
  const chosen: Place[] = [];
  let next = 0;
  for (let index = 1; index <= wanted; index += 1) {
    const share = (bytes * index) / (wanted + 1);
    // those behind have to have one each
    const last = places.length - (wanted - index) - 1;
    while (next < last && isNearer(places[next + 1], places[next], share)) next += 1;
    const place = places[next];
    if (place === undefined) break;
    chosen.push(place);
    next += 1;
  }
  return chosen;
}

function isNearer(one: CutPlace | undefined, other: CutPlace | undefined, to: number): boolean {
  const distance = (place: CutPlace | undefined) => Math.abs((place?.position ?? Infinity) - to);
  return distance(one) <= distance(other);
}
