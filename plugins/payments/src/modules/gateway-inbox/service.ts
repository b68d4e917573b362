/** The module owns the tables of gateway events and disputes; `data/` writes and reads them. */
export class GatewayInboxService {}
