import { MedusaService } from "@medusajs/framework/utils"

import { Assignment } from "./models/assignment"
import { AssignmentDecision } from "./models/assignment-decision"
import { Provider } from "./models/provider"
import { ProviderAbsence } from "./models/provider-absence"

/** Look-ups of `query.graph`. Everything is written by the functions in `store/`, inside their callers' transactions. */
export default class ProviderAssignmentModuleService extends MedusaService({
  Provider,
  ProviderAbsence,
  Assignment,
  AssignmentDecision,
}) {}
