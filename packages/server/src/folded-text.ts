/**
 * Search that does not ask for accents: "zoe" finds "Zoë". Both sides must be folded alike: a column or expression by
 * `foldedSql`, what is looked for by `likeFolded`. The marks are those of Latin, Greek and Cyrillic; vowel signs of other
 * scripts are letters and stay. Every function in it is immutable, so that it can be indexed and generated.
 */
export const foldedSql = (expression: string): string =>
  `lower(regexp_replace(normalize(${expression}, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'))`

/** LIKE pattern for a text that contains `text`, taken literally: its `%` and `_` are no wildcards. */
export const likeContaining = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`

/** LIKE pattern for a folded text that contains `text`, taken literally. */
export const likeFolded = (text: string): string =>
  likeContaining(
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
  )
