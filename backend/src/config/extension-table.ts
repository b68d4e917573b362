import type { ExtensionTableRow } from "@atrium/kernel"

const entryText = ({ key, owner, replaces }: ExtensionTableRow): string =>
  `${key} (${owner}${replaces ? `, replaces ${replaces}` : ""})`

/** One line per extension point, naming every entry and the plugin that added it: logged when a process starts. */
export const describeExtensions = (rows: readonly ExtensionTableRow[]): string[] => {
  const points = [...new Set(rows.map(({ point }) => point))]
  return points.map((point) => {
    const entries = rows.filter((row) => row.point === point).map(entryText)
    return `Extension point ${point}: ${entries.join(", ")}`
  })
}
