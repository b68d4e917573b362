/**
 * Medusa's fulfillments are shipments of goods here: a service is done through its service request. Medusa's Admin says "Not
 * fulfilled" and "Awaiting fulfillment" of every item without one, so of each service too, also when its request is completed.
 */
export default {
  en: {
    translation: {
      orders: {
        fulfillment: {
          unfulfilledItems: "Items without a shipment",
          awaitingFulfillmentBadge: "No shipment",
          status: { notFulfilled: "No shipment" },
        },
      },
    },
  },
}
