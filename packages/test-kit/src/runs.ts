/** Whether this is `npm run test:faults`, which has time for what `npm test` samples. */
export const isLong = process.env.ATRIUM_TEST_LONG === "1"

/** How many random runs a test makes: `usual` in `npm test`, `long` in `npm run test:faults`. */
export const runs = (usual: number, long: number): number => (isLong ? long : usual)

/**
 * Every third item for each subject, beginning at another one for the next subject, so that three subjects together have all
 * of them; all items in `npm run test:faults`. For a test of all pairs of many subjects and many items.
 * @param place the subject's place among the subjects
 */
export const sampled = <T>(items: readonly T[], place: number): readonly T[] =>
  isLong ? items : items.filter((_, index) => (index + place) % 3 === 0)
