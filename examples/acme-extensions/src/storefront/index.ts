/** The storefront's payment method for bank transfers. Type-checked where the storefront lists it. */
export const bankTransfer = {
  kind: "instructions",
  providerId: "pp_bank-transfer_acme",
  name: "Bank transfer",
  description: "Transfer the amount from your bank account. We start when it arrives.",
} as const
