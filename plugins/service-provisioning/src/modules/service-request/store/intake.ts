import { clock } from "@atrium/kernel"

import { stampAfter, type ServiceRequestRow } from "./requests"
import type { Sql } from "./sql"

/** Keeps the answers of a request as it was seen; false when somebody changed it meanwhile. */
export const keepIntake = async (
  trx: Sql,
  seen: Pick<ServiceRequestRow, "id" | "updated_at">,
  intake: ServiceRequestRow["intake"]
): Promise<boolean> => {
  const kept = await trx("service_request")
    .where({ id: seen.id, updated_at: seen.updated_at })
    .update({ intake: JSON.stringify(intake), updated_at: stampAfter(seen.updated_at, clock.now()) })
  return kept === 1
}
