import { ask, clients, ours, theirs, type DemoService } from "../describe-service"

export const accounting: DemoService[] = [
  {
    handle: "annual-accounts",
    title: "Annual accounts for a small company",
    category: "accounting",
    short: "Your books closed, your accounts drawn up, filed and explained in plain words.",
    keywords: ["tax", "audit", "balance sheet", "year end", "accountant", "income tax"],
    description:
      "We close your financial year: we reconcile bank and ledger, draw up balance sheet and profit and loss, and file them with the registrar. You get one person to talk to and a call in which we go through the figures together.",
    contactHours: 8,
    maxQuantity: 5,
    skills: ["bookkeeping", "annual-accounts"],
    effortHours: 14,
    tiers: [
      {
        name: "Essential",
        prices: { inr: 14999, usd: 290, eur: 270 },
        features: ["Up to 300 transactions", "Balance sheet, profit and loss", "Filing with the registrar"],
      },
      {
        name: "Standard",
        prices: { inr: 24999, usd: 480, eur: 450 },
        includes: "Essential",
        features: ["Up to 1,500 transactions", "Corporate tax return", "A call about your figures"],
      },
      {
        name: "Complete",
        prices: { inr: 44999, usd: 860, eur: 800 },
        includes: "Standard",
        features: ["No limit on transactions", "Audit support", "Quarterly review for a year"],
      },
    ],
    questions: [
      ask("text", "company-name", "Name of the company"),
      ask("date", "year-end", "When does your financial year end?"),
      ask("choice", "bookkeeping", "Where do you keep your books?", {
        options: ["Tally", "Zoho Books", "QuickBooks", "Spreadsheets", "Another program"],
      }),
      ask("text", "bookkeeping-other", "Which program?", {
        show_when: { question_id: "bookkeeping", equals: "Another program" },
      }),
      ask("number", "transactions", "Roughly how many transactions a year?", { help: "An estimate is enough." }),
      ask("file", "last-accounts", "Last year's accounts", { optional: true }),
    ],
    tasks: [
      ours("kick-off", 1, "Opening call", "We call you, agree on dates and say what we need."),
      clients("records", 5, "Send your records", "Bank statements, invoices and payroll of the year.", {
        after: ["kick-off"],
      }),
      ours("reconcile", 12, "Reconcile bank and ledger", "Every entry of the bank finds its invoice.", {
        after: ["records"],
      }),
      ours("review", 14, "Review by a second accountant", "Someone who did not prepare the books checks them.", {
        after: ["reconcile"],
        hidden: true,
      }),
      ours("draft", 16, "Draw up the accounts", "Balance sheet, profit and loss and notes.", { after: ["review"] }),
      clients("approve", 18, "Approve the accounts", "Read the draft and sign it.", { after: ["draft"] }),
      theirs("filing", 22, "Filing with the registrar", "We file; the registrar confirms.", { after: ["approve"] }),
      ours("call", 23, "A call about your figures", "Half an hour, with your questions.", {
        after: ["approve"],
        tiers: ["Standard", "Complete"],
      }),
      ours("tax-return", 26, "File the tax return", "Drawn from the approved accounts.", {
        after: ["approve"],
        tiers: ["Standard", "Complete"],
      }),
      ours("quarter", 65, "First quarterly review", "Where the new year is heading.", {
        after: ["tax-return"],
        tiers: ["Complete"],
      }),
    ],
  },
  {
    handle: "gst-registration",
    title: "GST registration and first return",
    category: "accounting",
    short: "Your GST number, and your first return filed with you watching over our shoulder.",
    keywords: ["tax", "GSTIN", "VAT", "sales tax", "indirect tax"],
    description:
      "We prepare the application, upload it and answer the officer's questions until your GSTIN is there. Then we set up your invoices and file the first return together, so that you can do the next one yourself or leave it to us.",
    contactHours: 4,
    maxQuantity: 3,
    skills: ["gst"],
    effortHours: 5,
    tiers: [
      {
        name: "Registration",
        prices: { inr: 2999, usd: 59, eur: 55 },
        features: ["Application prepared and filed", "We answer the tax officer's questions", "GSTIN certificate"],
      },
      {
        name: "Registration and first return",
        prices: { inr: 5999, usd: 119, eur: 110 },
        includes: "Registration",
        features: ["Invoice template with the right fields", "First GSTR-1 and GSTR-3B"],
      },
    ],
    questions: [
      ask("choice", "constitution", "What kind of business is it?", {
        options: ["Sole proprietor", "Partnership", "Private limited company", "LLP"],
      }),
      ask("text", "pan", "PAN of the business", { help: "Ten characters, for example ABCDE1234F." }),
      ask("multi_choice", "supplies", "What do you sell?", {
        options: ["Goods", "Services", "Goods to other states", "Exports"],
      }),
      ask("text", "iec", "Import Export Code", {
        optional: true,
        show_when: { question_id: "supplies", equals: "Exports" },
      }),
      ask("date", "start-date", "Since when are you liable to register?"),
      ask("file", "address-proof", "Proof of the business address"),
    ],
    tasks: [
      ours("check", 1, "Check your documents", "We look through what you sent and tell you what is missing."),
      clients("missing", 3, "Send what is missing", "Photograph, address proof, bank proof.", { after: ["check"] }),
      ours("apply", 4, "File the application", "Form REG-01 on the GST portal.", { after: ["missing"] }),
      theirs("gstin", 11, "Approval by the GST officer", "Usually within seven working days.", { after: ["apply"] }),
      ours("portal-access", 12, "Set up portal access", "Credentials go into the client vault.", {
        after: ["gstin"],
        hidden: true,
        tiers: ["Registration and first return"],
      }),
      ours("first-return", 20, "File the first return", "Prepared by us, filed together with you.", {
        after: ["portal-access"],
        tiers: ["Registration and first return"],
      }),
    ],
  },
  {
    handle: "monthly-bookkeeping",
    title: "Monthly bookkeeping",
    category: "accounting",
    short: "One month of books kept up to date, with a report you can read in five minutes.",
    keywords: ["tax", "bookkeeper", "accountant", "ledger", "receipts", "payroll"],
    description:
      "Send us your receipts as they come. We post them, reconcile the bank and send you a one-page report by the tenth of the next month: what came in, what went out, what is owed.",
    contactHours: 8,
    maxQuantity: 12,
    skills: ["bookkeeping"],
    effortHours: 6,
    tiers: [
      {
        name: "Up to 100 entries",
        prices: { inr: 3999, usd: 79, eur: 75 },
        features: ["One month", "Bank reconciled", "One-page report"],
      },
      {
        name: "Up to 400 entries",
        prices: { inr: 8999, usd: 179, eur: 165 },
        includes: "Up to 100 entries",
        features: ["Cards reconciled", "Comparison with earlier months", "Payroll of up to five people"],
      },
    ],
    questions: [
      ask("date", "month", "First day of the month to be kept"),
      ask("number", "accounts", "How many bank accounts and cards?"),
      ask("number", "employees", "How many people are on the payroll?", { tiers: ["Up to 400 entries"] }),
      ask("multi_choice", "send", "How will you send receipts?", {
        options: ["Email", "Shared folder", "Photographs", "Paper"],
      }),
      ask("long_text", "notes", "Anything we should know?", { optional: true }),
    ],
    tasks: [
      clients("receipts", 3, "Send the receipts of the month", "As they are; sorting is our part."),
      ours("post", 8, "Post and reconcile", "Every receipt posted, every bank line explained.", {
        after: ["receipts"],
      }),
      ours("payroll", 8, "Run the payroll", "For up to five people.", {
        after: ["receipts"],
        tiers: ["Up to 400 entries"],
      }),
      ours("quality", 9, "Spot check", "Ten entries drawn at random.", { after: ["post"], hidden: true }),
      ours("report", 10, "Send the report", "One page, and a call if you want one.", { after: ["quality", "payroll"] }),
    ],
  },
]
