import { Button, Details, Divider, Heading, Layout, LineItem, Paragraph, Reference, Small, Steps } from "./components"
import { renderMail } from "./render-mail"

const everything = (
  <Layout preview="In short" reason="Because you bought something." locale="en">
    <Heading>Your order</Heading>
    <Paragraph>
      We have your payment & your <b>words</b>.
    </Paragraph>
    <Reference number="SR-1234-5678-9AB" href="https://shop.example/track/SR-1234-5678-9AB" />
    <Reference number="OR-1234-5678-9AB" />
    <Heading level={2}>What you bought</Heading>
    <LineItem title="Company registration" detail="Standard, 2 units" amount="₹9,998" />
    <LineItem title="Trademark search" amount="₹1,500" />
    <Divider />
    <Details
      items={[
        { label: "Paid", value: "₹11,498" },
        { label: "First contact", value: "within 4 hours" },
      ]}
    />
    <Steps items={["We call you.", "You send your papers."]} />
    <Button href="https://shop.example/track/SR-1234-5678-9AB">Check the status</Button>
    <Small>Small print.</Small>
  </Layout>
)

describe("the components of an email", () => {
  it("render as readable text: each detail on its own line, links with their URL", async () => {
    const { text } = await renderMail(everything)
    expect(text).toMatchSnapshot()
  })

  it("render to complete HTML that supports dark mode and loads nothing external", async () => {
    const { html } = await renderMail(everything)
    expect(html).toMatch(/^<!DOCTYPE html/)
    expect(html).toContain("prefers-color-scheme: dark")
    expect(html).not.toMatch(/<(img|script|iframe|link)\b/)
    expect(html).toContain('lang="en"')
  })

  it("show the shop's logo or name, and its colors on light and dark backgrounds", async () => {
    const brand = {
      name: "Northwind & Co",
      logoUrl: null,
      accent: { light: "#1f5f45", dark: "#aabbcc" },
      onAccent: { light: "#fefefe", dark: "#010203" },
    }
    const named = await renderMail(everything, brand)
    expect(named.text).toMatch(/^Northwind & Co/)
    expect(named.html).toContain("background-color:#1f5f45")
    expect(named.html).toContain(".at-button { background-color: #aabbcc !important; color: #010203 !important; }")
    const { html } = await renderMail(everything, { ...brand, logoUrl: "https://shop.example/static/logo.png" })
    expect(html).toMatch(/<img[^>]+src="https:\/\/shop\.example\/static\/logo\.png"/)
    expect(html).toContain('alt="Northwind &amp; Co"')
  })

  it("escape user input", async () => {
    const { html } = await renderMail(
      <Layout preview="x">
        <Paragraph>{'<script>alert("x")</script>'}</Paragraph>
      </Layout>
    )
    expect(html).not.toContain("<script")
  })
})
