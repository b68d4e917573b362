// JSON allows NUL and unpaired surrogates, jsonb does not; a name that contains one must not fail a purchase.
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** JSON that jsonb accepts: characters it cannot store become U+FFFD. */
export const toStorableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? inner.replace(UNSTORABLE, "\ufffd") : inner
  )
