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
} from "@atrium/notifications/mail"
import { z } from "zod"

import type { OrderDocumentRow } from "../data/order-documents"

const linked = { number: z.string(), url: z.url() }

export const ReceiptProps = z.strictObject({
  name: z.string(),
  order_number: z.string(),
  total: z.number(),
  currency_code: z.string(),
  receipt: z.strictObject(linked).nullable(),
  invoice: z.strictObject(linked).nullable(),
})
export type ReceiptProps = z.infer<typeof ReceiptProps>

const EXPIRY = "The links work for seven days. Signed in, you find your documents with your order at any time."

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
      {props.receipt ? <Button href={props.receipt.url}>Download the receipt</Button> : null}
      {props.invoice ? (
        <>
          <Paragraph>Your tax invoice is a separate document.</Paragraph>
          <Button href={props.invoice.url}>Download the invoice</Button>
        </>
      ) : null}
      <Small>{EXPIRY}</Small>
    </Layout>
  )
}

/** When an order is paid: links to its receipt and invoice. */
export const receiptTemplate = defineMailTemplate<ReceiptProps>({
  name: "documents.receipt",
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
})
export type CreditNoteProps = z.infer<typeof CreditNoteProps>

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
      <Button href={props.credit_note.url}>Download the credit note</Button>
      <Small>{EXPIRY}</Small>
    </Layout>
  )
}

/** When a refund is booked: a link to its credit note. */
export const creditNoteTemplate = defineMailTemplate<CreditNoteProps>({
  name: "documents.credit-note",
  props: CreditNoteProps,
  subject: (props) => `Credit note for your order ${props.order_number}`,
  Body: CreditNote,
})

type Issued = Pick<OrderDocumentRow, "kind" | "number" | "order_id" | "subject_id" | "currency_code" | "facts">
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
    const props = { ...shared(document), credit_note: credit, corrects: document.facts.corrects ?? "" }
    const event = `credit-note:${document.subject_id}`
    return [mailOf(creditNoteTemplate, { event, to: document.facts.buyer.email, props })]
  })
  if (first) {
    const props = { ...shared(first), receipt: linkTo(of("receipt"), link), invoice: linkTo(of("invoice"), link) }
    const event = `receipt:${first.order_id}`
    mails.unshift(mailOf(receiptTemplate, { event, to: first.facts.buyer.email, props }))
  }
  return mails.filter(({ to }) => to !== "")
}
