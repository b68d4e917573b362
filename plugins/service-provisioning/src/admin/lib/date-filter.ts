const dateDaysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** A filter by date, with the spans that staff ask for most. */
export const dateFilter = (label: string) => ({
  type: "date" as const,
  label,
  rangeOptionLabel: "Between",
  options: [
    { label: "Today", value: { $gte: dateDaysAgo(0) } },
    { label: "Last 7 days", value: { $gte: dateDaysAgo(7) } },
    { label: "Last 30 days", value: { $gte: dateDaysAgo(30) } },
  ],
})
