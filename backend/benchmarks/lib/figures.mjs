// Pure calculations on what was measured.

/** The value that `part` (0 to 1) of the numbers don't exceed; 0 without numbers. */
export const percentile = (numbers, part) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}

export const median = (numbers) => percentile(numbers, 0.5)

/** The latencies of one run. */
export const latencyOf = (times) => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
})

const MEDIANS = ["perSecond", "p50", "p95", "p99", "statements", "processor", "lag"]

/** One row of several runs: medians, the most memory, all failures. */
export const summaryOf = (runs) => ({
  ...Object.fromEntries(
    MEDIANS.map((name) => {
      const known = runs.map((run) => run[name]).filter((value) => value !== undefined)
      return [name, known.length ? median(known) : undefined]
    })
  ),
  rounds: runs.length,
  memory: Math.max(...runs.map(({ memory }) => memory ?? 0)) || undefined,
  failures: runs.reduce((sum, { failures }) => sum + failures, 0),
})

/**
 * How many times a row's rate is that of the yardstick in the same group; undefined if there is none. Rows name the
 * yardstick they are in `yardstick`, and their group (the number of buyers, say) in `group`.
 */
export const ratioTo = (rows, row, yardstick) => {
  const other = rows.find((one) => one.yardstick === yardstick && one.group === row.group)
  return other && other.perSecond > 0 ? row.perSecond / other.perSecond : undefined
}

/** The length of the longest list of an answer, which may be in one of its objects (`{ provider: { absences: [] } }`). */
export const longestList = (answer) => {
  const lengths = Object.values(answer ?? {}).flatMap((value) => {
    if (Array.isArray(value)) return [value.length]
    return value && typeof value === "object"
      ? Object.values(value).map((each) => (Array.isArray(each) ? each.length : 0))
      : []
  })
  return Math.max(0, ...lengths)
}
