import { renderToStaticMarkup } from "react-dom/server"

import { someCommission, someMetrics, someTerms } from "../affiliate.fixtures"
import { Portal, type PortalProps } from "./portal"

const affiliate: PortalProps["affiliate"] = {
  id: "aff_1",
  code: "MAYA10",
  status: "active",
  programme: someTerms({
    exceptions: [{ service_id: "prod_2", service: "Trademark", rate_bp: 1500, description: "15 %" }],
  }),
  link: "https://shop.test/r/MAYA10",
  joined_at: "2026-11-01T00:00:00.000Z",
}

const page = (change: Partial<PortalProps> = {}): string =>
  renderToStaticMarkup(
    <Portal
      affiliate={affiliate}
      metrics={someMetrics({ pending: 499.9, earned: 499.9 })}
      links={[]}
      commissions={[]}
      count={0}
      offset={0}
      locale="en"
      {...change}
    />
  )

describe("affiliate portal", () => {
  it("each amount on the affiliate portal links to its ledger lines", () => {
    const html = page()
    for (const purpose of ["payable", "pending", "held", "paid"])
      expect(html).toContain(`/affiliate/ledger?purpose=${purpose}&amp;currency_code=inr`)
    expect(html).toContain("₹499.90")
  })

  it("each conversion shows its rate, base amount, refund and status", () => {
    const html = page({ commissions: [someCommission({ amount: 333.27, refunded_amount: 1666.33 })], count: 1 })
    expect(html).toContain("10% of ₹4,999; ₹1,666.33 was refunded")
    expect(html).toContain("Payable from December 21, 2026.")
    expect(html).toContain("₹333.27")
  })

  it("a new affiliate sees what will appear in each empty section", () => {
    const html = page({
      metrics: someMetrics({}, { clicks: 0, conversions: 0, conversion_rate: null, currencies: [] }),
    })
    expect(html).toContain("Share your link")
    expect(html).toContain("After your first sale")
    expect(html).toContain("Each sale from your link will appear here")
  })

  it("a suspended affiliate sees an explanation instead of the share link", () => {
    const html = page({ affiliate: { ...affiliate, status: "suspended" } })
    expect(html).toContain("Your code is suspended")
    expect(html).not.toContain("Copy your link")
  })
})
