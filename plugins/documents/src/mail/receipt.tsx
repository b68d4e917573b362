import { formatMoney } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  defineMailTemplate,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  Small,
  useAttachedFiles,
} from "@atrium/notifications/mail"
import { z } from "zod"

import type { OrderDocumentRow } from "../data/order-documents"

const document_ids = z.array(z.string()).default([])

const linked = { number: z.string(), url: z.url() }

export const ReceiptProps = z.strictObject({
  name: z.string(),
  order_number: z.string(),
  total: z.number(),
  currency_code: z.string(),
  receipt: z.strictObject(linked).nullable(),
  invoice: z.strictObject(linked).nullable(),
  /** Documents whose PDFs are attached; emails that an earlier release requested have none. */
  document_ids,
})
export type ReceiptProps = z.output<typeof ReceiptProps>

/** Named only when the files are really attached; the links are always there. */
const Attached = ({ what }: { what: string }) =>
  useAttachedFiles().length > 0 ? <Paragraph>{what} attached to this email as PDF.</Paragraph> : null

const Expiry = () => (
  <Small>
    The download links expire after seven days. If you have an account, you can also find your documents there, with
    your order.
  </Small>
)

const Receipt = (props: ReceiptProps & { locale: string }) => {
  const total = formatMoney(props.total, props.currency_code, props.locale)
  return (
    <Layout
      locale={props.locale}
      preview={`${total} for order ${props.order_number}`}
      reason={`You're receiving this email because you paid for order ${props.order_number}.`}
    >
      <Heading>Your receipt</Heading>
      <Paragraph>
        Hello {props.name}, thank you for your payment of {total} for order {props.order_number}.
      </Paragraph>
      <Details
        items={[
          ...(props.receipt ? [{ label: "Receipt", value: props.receipt.number }] : []),
          ...(props.invoice ? [{ label: "Tax invoice", value: props.invoice.number }] : []),
          { label: "Paid", value: total },
        ]}
      />
      <Attached what={props.receipt && props.invoice ? "Your receipt and tax invoice are" : "Your document is"} />
      {props.receipt ? <Button href={props.receipt.url}>Download receipt</Button> : null}
      {props.invoice ? <Button href={props.invoice.url}>Download tax invoice</Button> : null}
      <Expiry />
    </Layout>
  )
}

/** When an order is paid: links to its receipt and invoice. */
export const receiptTemplate = defineMailTemplate<ReceiptProps>({
  name: "documents.receipt",
  example: {
    name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    total: 6499,
    currency_code: "inr",
    receipt: { number: "AT-RC-2026-00042", url: "https://shop.example/documents/order_1/receipt?token=x" },
    invoice: { number: "AT-INV-2026-00042", url: "https://shop.example/documents/order_1/invoice?token=x" },
    document_ids: ["odoc_1", "odoc_2"],
  },
  props: ReceiptProps,
  subject: (props) => `Receipt for your order ${props.order_number}`,
  Body: Receipt,
})

export const CreditNoteProps = z.strictObject({
  name: z.string(),
  order_number: z.string(),
  total: z.number(),
  currency_code: z.string(),
  credit_note: z.strictObject(linked),
  corrects: z.string(),
  document_ids,
})
export type CreditNoteProps = z.output<typeof CreditNoteProps>

const CreditNote = (props: CreditNoteProps & { locale: string }) => {
  const total = formatMoney(props.total, props.currency_code, props.locale)
  return (
    <Layout
      locale={props.locale}
      preview={`${total} of order ${props.order_number}`}
      reason={`You're receiving this email because order ${props.order_number} was refunded.`}
    >
      <Heading>Your credit note</Heading>
      <Paragraph>
        Hello {props.name}, this is the credit note for the refund of {total} of order {props.order_number}.
      </Paragraph>
      <Details
        items={[
          { label: "Credit note", value: props.credit_note.number },
          { label: "Corrects invoice", value: props.corrects },
          { label: "Refunded", value: total },
        ]}
      />
      <Attached what="Your credit note is" />
      <Button href={props.credit_note.url}>Download credit note</Button>
      <Expiry />
    </Layout>
  )
}

/** When a refund is booked: a link to its credit note. */
export const creditNoteTemplate = defineMailTemplate<CreditNoteProps>({
  name: "documents.credit-note",
  example: {
    name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    total: 1500,
    currency_code: "inr",
    credit_note: { number: "AT-CN-2026-00003", url: "https://shop.example/documents/order_1/credit_note?token=x" },
    corrects: "AT-INV-2026-00042",
    document_ids: ["odoc_3"],
  },
  props: CreditNoteProps,
  subject: (props) => `Credit note for your order ${props.order_number}`,
  Body: CreditNote,
})

type Issued = Pick<OrderDocumentRow, "id" | "kind" | "number" | "order_id" | "subject_id" | "currency_code" | "facts">
type Link = { readonly storefront: string; readonly token: string }

const linkTo = (document: Issued | undefined, { storefront, token }: Link) => {
  if (!document) return null
  const { kind, number, order_id } = document
  const query = new URLSearchParams({ ...(kind === "credit_note" ? { number } : {}), token })
  return { number, url: `${storefront}/documents/${order_id}/${kind}?${query.toString()}` }
}

/** The emails about documents that were just issued: one for the payment, one for each refund. */
export const documentMail = (issued: readonly Issued[], link: Link): MailToRequest[] => {
  const shared = (document: Issued) => ({
    name: document.facts.buyer.name,
    order_number: document.facts.order_number,
    total: Number(document.facts.total),
    currency_code: document.currency_code,
  })
  const of = (kind: Issued["kind"]) => issued.find((document) => document.kind === kind)
  const first = of("receipt") ?? of("invoice")
  const mails = issued.flatMap((document) => {
    const credit = document.kind === "credit_note" ? linkTo(document, link) : null
    if (!credit) return []
    const props = {
      ...shared(document),
      credit_note: credit,
      corrects: document.facts.corrects ?? "",
      document_ids: [document.id],
    }
    const event = `credit-note:${document.subject_id}`
    return [mailOf(creditNoteTemplate, { event, to: document.facts.buyer.email, props })]
  })
  if (first) {
    const [receipt, invoice] = [of("receipt"), of("invoice")]
    const props = {
      ...shared(first),
      receipt: linkTo(receipt, link),
      invoice: linkTo(invoice, link),
      document_ids: [receipt, invoice].flatMap((document) => (document ? [document.id] : [])),
    }
    const event = `receipt:${first.order_id}`
    mails.unshift(mailOf(receiptTemplate, { event, to: first.facts.buyer.email, props }))
  }
  return mails.filter(({ to }) => to !== "")
}
