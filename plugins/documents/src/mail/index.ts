// What other plugins may replace: `defineMailTemplate({ name: …Template.name, props: …Template.props, … })`.
export { type CreditNoteProps, creditNoteTemplate, documentMail, type ReceiptProps, receiptTemplate } from "./receipt"
