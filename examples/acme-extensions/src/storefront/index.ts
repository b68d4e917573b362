/** How the storefront offers bank transfers. A plain object: the storefront types it where it is listed. */
export const bankTransfer = {
  kind: "instructions",
  providerId: "pp_bank-transfer_acme",
  name: "Bank transfer",
  description: "Transfer the amount from your bank account. We start when it arrives.",
} as const
