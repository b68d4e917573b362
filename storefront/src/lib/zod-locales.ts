/** Replaces zod's translations in the bundles (next.config.ts). */
export {}
