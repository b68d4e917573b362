import { pendingEntriesWritten } from "../../tx/record-in-background"

/** The module owns the tables. Only `tx` writes them and only the use cases read them. */
export class AuditService {
  __hooks = {
    // Pending entries are written before the process ends.
    onApplicationShutdown: (): Promise<void> => pendingEntriesWritten(),
  }
}
