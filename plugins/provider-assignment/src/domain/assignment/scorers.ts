import { fairShare } from "./fair-share"
import { type AssignmentScorer, registerAssignmentScorer } from "./parts"

const priority: AssignmentScorer = {
  label: "Priority",
  help: "The higher priority",
  score: ({ candidates }) => new Map(candidates.map((one) => [one.id, { value: BigInt(one.priority) }])),
  won: (own) => `its priority ${own.value} is the highest among equals`,
  lost: (own, winner) => `its priority is ${own.value}, the chosen one's ${winner.value}`,
}

const leastRecent: AssignmentScorer = {
  label: "Least recently assigned",
  help: "Whoever has waited longest for work; a provider that never had any is first",
  score: ({ candidates }) =>
    new Map(
      candidates.map(({ id, last_assigned_at: last }) => [
        id,
        // Moments are positive, so having had none beats them all.
        { value: last === null ? 0n : -BigInt(Date.parse(last)), data: { last_assigned_at: last } },
      ])
    ),
  won: (own) =>
    own.value === "0" ? "among equals it never had any work" : "among equals it has waited longest for work",
  lost: () => "it had work more recently than the chosen one",
}

/** What tells candidates apart in every shop. */
export const BUILT_IN_SCORERS = {
  fair_share: fairShare,
  priority,
  least_recent: leastRecent,
} as const satisfies Record<string, AssignmentScorer>

for (const [name, scorer] of Object.entries(BUILT_IN_SCORERS)) registerAssignmentScorer(name, scorer)
