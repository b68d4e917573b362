/** Typos allowed in a word: short words differ from too many others by one letter. */
const typosIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** Letters and digits outside a to z share bits, which only lets more words through. */
const lettersOf = (word: string): number => {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % 32)
  return letters
}

const countBits = (bits: number): number => {
  let count = 0
  for (let left = bits; left; left &= left - 1) count++
  return count
}

/**
 * Letters added, left out, exchanged, or swapped with their neighbor between two words (optimal string alignment);
 * `Infinity` for more than `most`.
 */
export const typosBetween = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return Infinity
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const next: number[] = [row]
    let least = row
    // Farther from the diagonal than `most` nothing counts.
    for (let at = Math.max(1, row - most); at <= Math.min(other.length, row + most); at++) {
      const letter = one.charCodeAt(row - 1)
      const otherLetter = other.charCodeAt(at - 1)
      const isSwapped =
        row > 1 && at > 1 && letter === other.charCodeAt(at - 2) && one.charCodeAt(row - 2) === otherLetter
      const typos = Math.min(
        (last[at] ?? Infinity) + 1,
        (next[at - 1] ?? Infinity) + 1,
        (last[at - 1] ?? Infinity) + (letter === otherLetter ? 0 : 1),
        isSwapped ? (beforeLast[at - 2] ?? Infinity) + 1 : Infinity
      )
      next[at] = typos
      if (typos < least) least = typos
    }
    if (least > most) return Infinity
    beforeLast = last
    last = next
  }
  const typos = last[other.length] ?? Infinity
  return typos > most ? Infinity : typos
}

/** Finds the words of a vocabulary that differ least from a misspelled one; none when all differ too much. */
export const createSimilarWords = (vocabulary: Iterable<string>): ((word: string) => string[]) => {
  const known = [...new Set(vocabulary)].map((word) => ({ word, letters: lettersOf(word) }))
  return (misspelled) => {
    const letters = lettersOf(misspelled)
    let most = typosIn(misspelled)
    if (most === 0 || misspelled.length > 40) return []
    let found: string[] = []
    for (const { word, letters: others } of known) {
      // One typo changes two letters at most. Compares far fewer words in full.
      if (word.length < 3 || Math.abs(word.length - misspelled.length) > most || countBits(letters ^ others) > 2 * most)
        continue
      const typos = typosBetween(misspelled, word, most)
      if (typos === Infinity) continue
      if (typos < most) found = []
      most = typos
      found.push(word)
    }
    return found
  }
}
