/** Words from published configurations and placeholders. With six letters or more, they never occur by chance. */
const GUESSABLE =
  /secret|password|passwort|changeme|change-me|change_me|default|example|atrium|medusa|production|qwerty|letmein/i

const distinct = (parts: string[]) => new Set(parts).size

/**
 * Why a secret is too weak, or undefined when it looks random. Length alone is not enough: `jjjj…`, `abcabc…` and
 * `a-very-long-secret` are long too. Random hex, base64 and decimal strings pass.
 */
export const weaknessOf = (secret: string, minLength: number): string | undefined => {
  if (secret.length < minLength) return `it has fewer than ${minLength} characters`
  if (GUESSABLE.test(secret)) return "it contains a guessable word"
  const characters = [...secret]
  const triples = characters.slice(2).map((_last, at) => secret.slice(at, at + 3))
  const repeated = distinct(characters) < 8 || distinct(triples) < triples.length * 0.6
  if (repeated) return "it repeats itself"
  const steps = characters.slice(1).map((character, at) => Math.abs(character.charCodeAt(0) - secret.charCodeAt(at)))
  if (steps.filter((step) => step <= 1).length > steps.length / 2) return "its characters are in sequence"
  return undefined
}
