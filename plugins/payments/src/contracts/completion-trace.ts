/**
 * The name under which a cart's metadata may carry a unique text. Core copies the metadata to
 * the order it makes; so the order of a cart is found even when the process died before core could tie the two.
 */
export const COMPLETION_TRACE = "completion_trace"
