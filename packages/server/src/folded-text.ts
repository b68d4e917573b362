/**
 * Accent-insensitive search: "zoe" finds "Zoë". Fold both sides: the column or expression with `foldedSql`, the search
 * term with `likeFolded`. Only the accents of Latin, Greek and Cyrillic are removed; vowel signs of other scripts are
 * letters. All SQL functions used are immutable, so the expression works in indexes and generated columns.
 */
export const foldedSql = (expression: string): string =>
  `lower(regexp_replace(normalize(${expression}, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'))`

/**
 * SQL condition: the text matches the pattern `:like` of `likeFolded`. For texts that no index is for: most have no
 * accents, and comparing those without normalizing takes a fraction of the time. With an index, use `foldedSql`.
 */
export const foldedLikeSql = (expression: string): string =>
  `CASE WHEN octet_length(${expression}) = length(${expression}) THEN lower(${expression}) LIKE :like
    ELSE ${foldedSql(expression)} LIKE :like END`

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&")

/** LIKE pattern for a text that contains `text` literally: `%` and `_` are escaped. */
export const likeContaining = (text: string): string => `%${escaped(text)}%`

/** LIKE pattern for a text that starts with `text` literally. */
export const likeStarting = (text: string): string => `${escaped(text)}%`

/** LIKE pattern for a folded text that contains `text` literally. */
export const likeFolded = (text: string): string =>
  likeContaining(
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
  )
