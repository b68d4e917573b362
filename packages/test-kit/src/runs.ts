/** How many random runs a test makes: `usual` in `npm test`, `long` in `npm run test:faults`. */
export const runs = (usual: number, long: number): number => (process.env.ATRIUM_TEST_LONG === "1" ? long : usual)
