/** The module owns the tables. Only `data/` reads and writes them. */
export class StaffAccessService {}
