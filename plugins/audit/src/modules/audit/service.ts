import { allWritten } from "../../tx/write-aside"

/** The module brings the tables. They are written by `tx` and read by the use cases alone. */
export class AuditService {
  __hooks = {
    // A process that ends writes what it owes first.
    onApplicationShutdown: (): Promise<void> => allWritten(),
  }
}
