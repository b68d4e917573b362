export { contactBy } from "./contact-by"
export { decide, type Decision } from "./decide"
export { planEffort } from "./effort-plan"
export { explainCandidate, explainDecision, failureInWords } from "./explain"
export {
  type AssignmentRule,
  type AssignmentScorer,
  availableParts,
  registerAssignmentRule,
  registerAssignmentScorer,
  UnknownPolicyPart,
} from "./parts"
export { replay } from "./replay"
export { effortInWords, listInWords } from "./words"
