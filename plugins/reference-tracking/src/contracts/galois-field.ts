/**
 * GF(32), the field of one Crockford base-32 symbol, built on the primitive polynomial x⁵ + x² + 1 (0b100101).
 * α = x generates all 31 non-zero elements, so logarithm tables turn products into sums.
 */
const PRIMITIVE_POLYNOMIAL = 0b100101
const ORDER = 31

const POWERS: readonly number[] = Array.from({ length: ORDER - 1 }).reduce<number[]>(
  (powers) => {
    const doubled = (powers.at(-1) ?? 1) << 1
    return [...powers, doubled > ORDER ? doubled ^ PRIMITIVE_POLYNOMIAL : doubled]
  },
  [1]
)
const LOGARITHMS = new Map(POWERS.map((power, exponent) => [power, exponent]))

/** α to the power of `exponent`, a whole number of 0 or more. */
export const alpha = (exponent: number): number => POWERS[exponent % ORDER] ?? 1

/** The exponent of a non-zero element; undefined for zero, which has none. */
export const logarithm = (element: number): number | undefined => LOGARITHMS.get(element)

export const multiply = (a: number, b: number): number => {
  const left = logarithm(a)
  const right = logarithm(b)
  return left === undefined || right === undefined ? 0 : alpha(left + right)
}

/** a ÷ b; b must not be zero. */
export const divide = (a: number, b: number): number => {
  const left = logarithm(a)
  const right = logarithm(b)
  if (right === undefined) throw new RangeError("Division by zero in GF(32)")
  return left === undefined ? 0 : alpha(left + ORDER - right)
}
