/**
 * How the time of a computation grows with its input, so that a test can tell linear from quadratic and yet can not
 * fail by chance.
 *
 * Of all runs of one size the shortest counts: whatever disturbs a run (other processes, compiling) makes it longer,
 * never shorter, so that among many some are undisturbed. (CPU time instead would have to be as fine as this clock, and
 * on many machines is not.) Both sizes run in turn, so that a slower spell of the machine meets both.
 *
 * Sixteen times the input takes 16 times as long where time is linear, 256 times where it is quadratic: the limit of
 * n^1.5 lies at 64, four times as far from either. That leaves room for the steps that memory makes: what outgrows a cache
 * or the young generation of the garbage collector costs two or three times as much for each octet, once. Inputs of a
 * hundred thousand objects would pay both, and are left out for it.
 *
 * A growth below the limit counts only after the first rounds, one above it only if it is there after all rounds: each
 * round can only bring the shortest runs closer to the truth.
 */
const STEP = 16;
const SMALL_RUNS = 6;
const FIRST_ROUNDS = 4;
const ALL_ROUNDS = 40;
/** What still grows too fast after this long would do so after all rounds: a linear run takes a few milliseconds. */
const ENOUGH_MS = 10_000;
/** Between linear and quadratic. */
export const MAX_EXPONENT = 1.5;

/**
 * @param make - Makes an input of that many units.
 * @param run - Must work on the calling thread.
 * @param units - Of the small input; the large one has sixteen times as many.
 * @returns x where time grows as n^x.
 */
export async function growthExponent<T>(
  make: (units: number) => T,
  run: (input: T) => Promise<unknown>,
  units: number,
): Promise<number> {
  const small = make(units);
  const large = make(units * STEP);
  const start = performance.now();
  let shortSmall = Number.POSITIVE_INFINITY;
  let shortLarge = Number.POSITIVE_INFINITY;
  let exponent = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= ALL_ROUNDS; round++) {
    for (let i = 0; i < SMALL_RUNS; i++)
      shortSmall = Math.min(shortSmall, await milliseconds(() => run(small)));
    shortLarge = Math.min(shortLarge, await milliseconds(() => run(large)));
    exponent = Math.log(shortLarge / shortSmall) / Math.log(STEP);
    if (round >= FIRST_ROUNDS && (exponent < MAX_EXPONENT || performance.now() - start > ENOUGH_MS)) break;
  }
  return exponent;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
