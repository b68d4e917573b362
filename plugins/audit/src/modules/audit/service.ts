/** The module brings the tables. They are written by `tx/record-audit` and read by the use cases alone. */
export class AuditService {}
