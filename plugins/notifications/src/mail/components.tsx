import { Body } from "@react-email/body"
import { Button as MailButton } from "@react-email/button"
import { Column } from "@react-email/column"
import { Container } from "@react-email/container"
import { Head } from "@react-email/head"
import { Heading as MailHeading } from "@react-email/heading"
import { Hr } from "@react-email/hr"
import { Html } from "@react-email/html"
import { Link } from "@react-email/link"
import { Preview } from "@react-email/preview"
import { Row } from "@react-email/row"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import { type ReactNode, useContext } from "react"

import { useMailBrand } from "./brand"
import { darkModeCss, theme } from "./theme"
import { UnsubscribeLink } from "./unsubscribe-link"

type WithChildren = { children: ReactNode }

const text = { fontFamily: theme.sans, color: theme.ink, fontSize: "16px", lineHeight: "26px", margin: "0 0 16px" }

export type LayoutProps = WithChildren & {
  /** The line that inboxes show beside the subject. */
  preview: string
  locale?: string
  /** Why the reader receives this email; one sentence in the footer. */
  reason?: string
}

/** The shop's logo, or its name. */
const BrandLine = () => {
  const { name, logoUrl, accent } = useMailBrand()
  return logoUrl ? (
    <img
      src={logoUrl}
      alt={name}
      height="32"
      style={{ display: "block", height: "32px", width: "auto", border: "none", margin: "0 0 16px 4px" }}
    />
  ) : (
    <Text
      className="at-link"
      style={{ ...text, fontFamily: theme.serif, fontSize: "22px", color: accent.light, margin: "0 0 16px 4px" }}
    >
      {name}
    </Text>
  )
}

/** The layout of every email: the shop's logo or name, one card, one line in the footer. */
export const Layout = ({ preview, locale = "en", reason, children }: LayoutProps) => {
  const { accent, onAccent } = useMailBrand()
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* As it is: React would escape the selectors. It contains no user input but colors, which shop settings validate. */}
        <style dangerouslySetInnerHTML={{ __html: darkModeCss(accent.dark, onAccent.dark) }} />
      </Head>
      <Body className="at-paper" style={{ backgroundColor: theme.paper, margin: 0, padding: "32px 12px" }}>
        <Preview>{preview}</Preview>
        <Container style={{ maxWidth: "560px", margin: "0 auto" }}>
          <BrandLine />
          <Section
            className="at-card"
            style={{
              backgroundColor: theme.card,
              border: `1px solid ${theme.line}`,
              borderRadius: "10px",
              padding: "32px 32px 16px",
            }}
          >
            {children}
          </Section>
          {reason ? (
            <Text className="at-quiet" style={{ ...text, ...small, margin: "16px 4px 0" }}>
              {reason}
            </Text>
          ) : null}
          <Unsubscribe />
        </Container>
      </Body>
    </Html>
  )
}

const Unsubscribe = () => {
  const href = useContext(UnsubscribeLink)
  return href ? (
    <Text className="at-quiet" style={{ ...text, ...small, margin: "8px 4px 0" }}>
      <Link href={href} className="at-link" style={{ color: theme.quiet, textDecoration: "underline" }}>
        Unsubscribe from these emails
      </Link>
    </Text>
  ) : null
}

const small = { fontSize: "14px", lineHeight: "22px", color: theme.quiet }

/** The email's main heading; `level` 2 for its sections. */
export const Heading = ({ children, level = 1 }: WithChildren & { level?: 1 | 2 }) => (
  <MailHeading
    as={level === 1 ? "h1" : "h2"}
    className="at-ink"
    style={{
      fontFamily: theme.serif,
      fontWeight: 500,
      color: theme.ink,
      fontSize: level === 1 ? "28px" : "18px",
      lineHeight: level === 1 ? "36px" : "26px",
      margin: level === 1 ? "0 0 16px" : "24px 0 8px",
    }}
  >
    {children}
  </MailHeading>
)

export const Paragraph = ({ children }: WithChildren) => (
  <Text className="at-ink" style={text}>
    {children}
  </Text>
)

export const Small = ({ children }: WithChildren) => (
  <Text className="at-quiet" style={{ ...text, ...small }}>
    {children}
  </Text>
)

/** The main action. The text version contains its URL too. */
export const Button = ({ href, children }: WithChildren & { href: string }) => {
  const { accent, onAccent } = useMailBrand()
  return (
    // A block of its own, so that two buttons never touch.
    <div style={{ margin: "8px 0 24px" }}>
      <MailButton
        href={href}
        className="at-button"
        style={{
          backgroundColor: accent.light,
          color: onAccent.light,
          fontFamily: theme.sans,
          fontSize: "16px",
          fontWeight: 600,
          borderRadius: "10px",
          padding: "12px 24px",
          textDecoration: "none",
        }}
      >
        {children}
      </MailButton>
    </div>
  )
}

/** A reference number, large enough to read aloud; a link when `href` is given. */
export const Reference = ({ number, href }: { number: string; href?: string }) => {
  const { accent } = useMailBrand()
  const style = { ...text, fontFamily: theme.mono, fontSize: "18px", letterSpacing: "0.04em", fontWeight: 600 }
  if (!href) {
    return (
      <Text className="at-ink" style={style}>
        {number}
      </Text>
    )
  }
  return (
    <Text style={style}>
      <Link href={href} className="at-link" style={{ color: accent.light, textDecoration: "underline" }}>
        {number}
      </Link>
    </Text>
  )
}

/** Labels with values, one below the other. */
export const Details = ({ items }: { items: ReadonlyArray<{ label: string; value: string }> }) => (
  <>
    {items.map(({ label, value }) => (
      <Text key={label} className="at-ink" style={{ ...text, margin: "0 0 12px" }}>
        <span className="at-quiet" style={small}>
          {label}
        </span>
        <br />
        {value}
      </Text>
    ))}
  </>
)

/** One purchased item: title, an optional detail line below, the amount on the right. */
export const LineItem = ({ title, detail, amount }: { title: string; detail?: string; amount: string }) => (
  <Section className="at-line" style={{ borderTop: `1px solid ${theme.line}`, padding: "12px 0" }}>
    <Row>
      <Column style={{ verticalAlign: "top" }}>
        <Text className="at-ink" style={{ ...text, margin: 0 }}>
          {title}
        </Text>
        {detail ? (
          <Text className="at-quiet" style={{ ...text, ...small, margin: 0 }}>
            {detail}
          </Text>
        ) : null}
      </Column>
      <Column align="right" style={{ verticalAlign: "top", whiteSpace: "nowrap", paddingLeft: "16px" }}>
        <Text className="at-ink" style={{ ...text, margin: 0, fontVariantNumeric: "tabular-nums" }}>
          {amount}
        </Text>
      </Column>
    </Row>
  </Section>
)

/** The next steps, in order. */
export const Steps = ({ items }: { items: readonly string[] }) => (
  <ol className="at-ink" style={{ ...text, paddingLeft: "20px" }}>
    {items.map((item) => (
      <li key={item} style={{ margin: "0 0 8px" }}>
        {item}
      </li>
    ))}
  </ol>
)

/** Things in no order. */
export const List = ({ items }: { items: readonly string[] }) => (
  <ul className="at-ink" style={{ ...text, paddingLeft: "20px" }}>
    {items.map((item) => (
      <li key={item} style={{ margin: "0 0 8px" }}>
        {item}
      </li>
    ))}
  </ul>
)

/** A link within a paragraph. */
export const TextLink = ({ href, children }: WithChildren & { href: string }) => {
  const { accent } = useMailBrand()
  return (
    <Link href={href} className="at-link" style={{ color: accent.light, textDecoration: "underline" }}>
      {children}
    </Link>
  )
}

export const Divider = () => <Hr className="at-line" style={{ borderColor: theme.line, margin: "16px 0" }} />
