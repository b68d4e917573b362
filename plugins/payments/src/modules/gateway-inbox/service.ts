/** The module brings the tables of gateways' events and of disputes; `data/` writes and reads them. */
export class GatewayInboxService {}
