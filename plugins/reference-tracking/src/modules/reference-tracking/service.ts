import { MedusaService } from "@medusajs/framework/utils"

import { TimelineEvent } from "./models/timeline-event"
import { TrackedSubject } from "./models/tracked-subject"

/** Lists for `query.graph` and links. Writes are in `tx/`, in the caller's transaction; frequent reads in `data/`. */
export class ReferenceTrackingService extends MedusaService({ TrackedSubject, TimelineEvent }) {}
