import { fairShare } from "./fair-share"
import { type AssignmentScorer, assignmentScorers } from "./rule-registry"

const priority: AssignmentScorer = {
  name: "priority",
  label: "Priority",
  help: "The provider with the higher priority",
  score: ({ candidates }) => new Map(candidates.map((one) => [one.id, { value: BigInt(one.priority) }])),
  won: (own) => `their priority ${own.value} is the highest among equals`,
  lost: (own, winner) => `their priority is ${own.value}, the chosen provider's is ${winner.value}`,
}

const leastRecent: AssignmentScorer = {
  name: "least_recent",
  label: "Least recently assigned",
  help: "The provider who has waited longest for work; one who never had any comes first",
  score: ({ candidates }) =>
    new Map(
      candidates.map(({ id, last_assigned_at: last }) => [
        id,
        // Timestamps are positive, so never having been assigned beats them all.
        { value: last === null ? 0n : -BigInt(Date.parse(last)), data: { last_assigned_at: last } },
      ])
    ),
  won: (own) =>
    own.value === "0" ? "among equals they never had any work" : "among equals they have waited longest for work",
  lost: () => "they were assigned work more recently than the chosen provider",
}

/** The scorers every shop has, in the order in which Admin lists them. */
export const BUILT_IN_SCORERS = [fairShare, priority, leastRecent] as const

for (const [order, scorer] of BUILT_IN_SCORERS.entries())
  assignmentScorers.add("provider-assignment", scorer, { order })
