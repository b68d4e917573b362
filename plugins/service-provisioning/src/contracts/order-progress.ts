/** How far an order is, computed from its requests and shipments, with the texts that customers read. */
export const ORDER_PROGRESS_WORDS = {
  received: {
    label: "Received",
    description: "We have received your order.",
    next_step: "We start on it and keep you posted by email.",
    final: false,
  },
  processing: {
    label: "In progress",
    description: "We are working on your order.",
    next_step: "We finish what is left of your order, and send what is not sent yet.",
    final: false,
  },
  completed: {
    label: "Completed",
    description: "Everything in your order is done.",
    next_step: null,
    final: true,
  },
  canceled: {
    label: "Canceled",
    description: "This order was canceled.",
    next_step: null,
    final: true,
  },
} as const

export type OrderProgress = keyof typeof ORDER_PROGRESS_WORDS
