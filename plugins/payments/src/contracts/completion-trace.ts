/**
 * The key of a unique marker in a cart's metadata. Core copies the metadata to the order, so the cart's order can be found
 * even if the process died before core linked the two.
 */
export const COMPLETION_TRACE = "completion_trace"
