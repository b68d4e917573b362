/**
 * Accent-insensitive search: "zoe" finds "Zoë". Fold both sides: the column or expression with `foldedSql`, the search
 * term with `likeFolded`. Only the accents of Latin, Greek and Cyrillic are removed; vowel signs of other scripts are
 * letters. All SQL functions used are immutable, so the expression works in indexes and generated columns.
 */
export const foldedSql = (expression: string): string =>
  `lower(regexp_replace(normalize(${expression}, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'))`

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
