/** The module brings the tables. They are read and written in `data/` alone. */
export class StaffAccessService {}
