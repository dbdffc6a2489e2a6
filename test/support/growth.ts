/**
 * How the time of a computation grows with its input, so that a test can tell linear from quadratic and yet can not
 * fail by chance.
 *
 * Of all runs of one size the shortest counts: whatever disturbs a run (other processes, collecting garbage, compiling)
 * makes it longer, never shorter, and runs are shorter than a scheduler's slice, so that among many some are undisturbed.
 * (CPU time instead would have to be as fine as this clock, and on many machines is not.) Both sizes run in turn, so
 * that a slower spell of the machine meets both. Four times the input takes 4 times as long where time is linear, 16 times
 * where it is quadratic: the limit lies at 8, twice as far from either. A growth below the limit counts only after the
 * first rounds, a growth above it only if it is there after all rounds: each round can only bring the shortest runs
 * closer to the truth.
 */
const STEP = 4;
const FIRST_ROUNDS = 4;
const ALL_ROUNDS = 40;
/** The exponent of n^1.5: between linear and quadratic. */
export const MAX_EXPONENT = 1.5;

/**
 * @param make - Makes an input of that many units.
 * @param run - Must work on the calling thread.
 * @param units - Of the small input; the large one has four times as many.
 * @returns x where time grows as n^x.
 */
export async function growthExponent<T>(
  make: (units: number) => T,
  run: (input: T) => Promise<unknown>,
  units: number,
): Promise<number> {
  const small = make(units);
  const large = make(units * STEP);
  let shortSmall = Number.POSITIVE_INFINITY;
  let shortLarge = Number.POSITIVE_INFINITY;
  let exponent = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= ALL_ROUNDS; round++) {
    // A short run is repeated, so that both take about as long and get as warm.
    for (let i = 0; i < STEP; i++) shortSmall = Math.min(shortSmall, await milliseconds(() => run(small)));
    shortLarge = Math.min(shortLarge, await milliseconds(() => run(large)));
    exponent = Math.log(shortLarge / shortSmall) / Math.log(STEP);
    if (round >= FIRST_ROUNDS && exponent < MAX_EXPONENT) break;
  }
  return exponent;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
