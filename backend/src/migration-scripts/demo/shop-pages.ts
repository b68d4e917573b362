import type { CreateShopPage } from "@atrium/shop-settings/contracts"

type Page = Pick<CreateShopPage, "slug" | "title" | "body">

const DEMO_NOTE =
  "This is a demo shop. Nothing is sold here: no money moves, no work is done, and no contract is made. A merchant replaces this text with their own."

/** Pages of the demo shop. They promise nothing that the shop doesn't do, and are no template for legal texts. */
export const DEMO_PAGES: readonly Page[] = [
  {
    slug: "terms",
    title: "Terms of service",
    body: `${DEMO_NOTE}

## What you buy

Each service has plans at a fixed price. The service's page lists what a plan includes, the steps of the work and what we need from you.

## How a purchase works

1. You enter your details and pay. In the demo, payments go to a test gateway.
2. Your confirmation shows one reference number for each service.
3. With the reference number, you can [check the progress](/track) at any time.

## Prices and taxes

The price is shown in your currency before you pay. A receipt and an invoice are sent by email once an order is paid.

## Refunds

See [Refunds](/pages/refunds).`,
  },
  {
    slug: "privacy",
    title: "Privacy policy",
    body: `${DEMO_NOTE} Don't enter personal data that matters to you.

## What the shop stores

- **When you buy:** your name, email address, phone number, your answers to the service's questions, and the order.
- **When you have an account:** your email address, a hash of your password, and the addresses you add.
- **When you allow analytics:** which pages were viewed and which buttons were used, for 13 months, without your name, email address or IP address. You can change your choice under [Privacy choices](/privacy-choices).

## Who sees it

The shop's staff, and the specialist who is assigned to your request. The public tracking page shows the status of a request, never a name, address or price.

## How long it is kept

Invoices and payments are kept for accounting. Other records are deleted after a time, which the merchant sets.`,
  },
  {
    slug: "cookies",
    title: "Cookies",
    body: `The shop sets few cookies, and none of other companies on its own pages. A payment provider's form may set its own.

| Cookie | What it remembers | How long |
| --- | --- | --- |
| \`atrium_consent\` | your choice about analytics, its version and its time | one year |
| \`atrium_visit\` | a random number for this visit, only if you allow analytics | 30 minutes |
| \`atrium_withdrawn\`, \`atrium_withdrawing\` | the visits for which you turned analytics off while we could not note it | until we have, at most one year |
| \`atrium_theme\` | light or dark pages | one year |
| \`atrium_currency\` | the currency you chose | one year |

Other cookies keep you signed in, remember the link of a partner that led you here, and let you return to a purchase you started.

Analytics are off until you allow them. You can change your mind under [Privacy choices](/privacy-choices).`,
  },
  {
    slug: "refunds",
    title: "Refunds",
    body: `${DEMO_NOTE}

## Asking for a refund

Reply to your confirmation email, or [contact us](/pages/contact) with your reference number. Staff decide each case.

## How a refund is paid

A refund goes to the payment method that you paid with. You get an email when it is made, and a credit note for the invoice. How long your bank takes to show it depends on the bank.

## Canceled work

If a request is canceled, its page shows that, and what was refunded.`,
  },
  {
    slug: "faq",
    title: "Questions and answers",
    body: `## Do I need an account?

No. You can buy as a guest and follow the work with your reference number. If you register with the same email address later, your requests appear in your account.

## Where is my reference number?

On the confirmation page and in the confirmation email. It starts with two letters and a year.

## How long does the work take?

Each service's page shows its steps with the working days they take.

## How can I pay?

The payment step lists the methods for your currency. In the demo, use the test card that is shown there.

## Something is wrong with my order. What now?

[Contact us](/pages/contact) with your reference number.`,
  },
  {
    slug: "contact",
    title: "Contact",
    body: `Write to us about an order, a request or a service. Include your reference number, if you have one.

This is a demo shop, so nobody answers.`,
  },
]
