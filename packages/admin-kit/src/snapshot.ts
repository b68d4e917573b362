/** Values as text, to compare them. A field that was never filled in counts as absent; JSON itself has no NaN. */
export const snapshotOf = (values: unknown): string | undefined =>
  JSON.stringify(values, (_key, value: unknown) => (Number.isNaN(value) ? "NaN" : value))
