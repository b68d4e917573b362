// NUL and halves of surrogate pairs are JSON but not jsonb; a name with one in it must not undo a purchase.
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** JSON that Postgres' jsonb takes: characters it cannot hold become U+FFFD. */
export const toStorableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? inner.replace(UNSTORABLE, "\ufffd") : inner
  )
