import { ask, clients, ours, theirs, type DemoService } from "../describe-service"

export const legal: DemoService[] = [
  {
    handle: "trademark-registration",
    title: "Trademark registration",
    category: "legal",
    short: "Your name or logo searched, applied for and watched until it is registered.",
    keywords: ["brand", "logo", "name protection", "intellectual property", "IP", "TM"],
    description:
      "Before you spend money on a name we search the register for anything too close to it. Then we draft the application, file it, answer the examiner and keep an eye on objections until the certificate is there.",
    contactHours: 8,
    maxQuantity: 10,
    skills: ["trademark"],
    effortHours: 9,
    tiers: [
      {
        name: "Search",
        prices: { inr: 1999, usd: 39, eur: 35 },
        features: ["Search in one class", "Written opinion in plain words"],
      },
      {
        name: "Search and filing",
        prices: { inr: 8999, usd: 179, eur: 169 },
        includes: "Search",
        features: ["Application drafted and filed", "Official fee for one class included"],
      },
      {
        name: "Until registered",
        prices: { inr: 17999, usd: 349, eur: 329 },
        includes: "Search and filing",
        features: ["Reply to one examination report", "Watch for a year"],
      },
    ],
    questions: [
      ask("choice", "kind", "What do you want to protect?", { options: ["A name", "A logo", "A name with a logo"] }),
      ask("text", "mark", "The name, as you write it"),
      ask("file", "logo", "Your logo", { optional: true, show_when: { question_id: "kind", equals: "A logo" } }),
      ask("long_text", "goods", "What do you sell under it?", { help: "Two or three sentences are enough." }),
      ask("choice", "in-use", "Do you use it already?", {
        options: ["Yes", "Not yet"],
        tiers: ["Search and filing", "Until registered"],
      }),
      ask("date", "used-since", "Since when?", {
        show_when: { question_id: "in-use", equals: "Yes" },
        tiers: ["Search and filing", "Until registered"],
      }),
    ],
    tasks: [
      ours("search", 3, "Search the register", "Same and similar marks in your class."),
      ours("opinion", 4, "Write the opinion", "How safe the name is, and what we would do.", { after: ["search"] }),
      clients("decide", 6, "Decide how to proceed", "Read the opinion and choose.", {
        after: ["opinion"],
        tiers: ["Search and filing", "Until registered"],
      }),
      clients("authority", 7, "Sign the authorization", "Form TM-48 lets us act for you.", {
        after: ["decide"],
        tiers: ["Search and filing", "Until registered"],
      }),
      ours("file", 9, "File the application", "With the class and description agreed on.", {
        after: ["authority"],
        tiers: ["Search and filing", "Until registered"],
      }),
      theirs("examination", 60, "Examination by the registry", "The examiner accepts or asks.", {
        after: ["file"],
        tiers: ["Until registered"],
      }),
      ours("watch", 65, "Enter into the watch list", "Weekly journal check.", {
        after: ["file"],
        hidden: true,
        tiers: ["Until registered"],
      }),
    ],
  },
  {
    handle: "shareholders-agreement",
    title: "Shareholders' agreement",
    category: "legal",
    short: "What you and your co-founders agree on, written down before it matters.",
    keywords: ["founders", "SHA", "vesting", "contract", "lawyer"],
    description:
      "A lawyer talks with every founder, finds the points that are open and drafts an agreement that all of you understand: shares, vesting, decisions, leaving, selling. Two rounds of changes are part of it.",
    contactHours: 8,
    maxQuantity: 2,
    skills: ["company-law", "contracts"],
    effortHours: 12,
    tiers: [
      {
        name: "Two founders",
        prices: { inr: 19999, usd: 390, eur: 370 },
        features: ["Talks with every founder", "Draft in plain English", "Two rounds of changes"],
      },
      {
        name: "Up to five founders",
        prices: { inr: 34999, usd: 680, eur: 640 },
        includes: "Two founders",
        features: ["Vesting and leaver clauses", "A third round of changes"],
      },
      {
        name: "With investors",
        prices: { inr: 59999, usd: 1180, eur: 1090 },
        includes: "Up to five founders",
        features: ["Term sheet reviewed", "Negotiation with the investor's lawyer", "Board papers for signing"],
      },
    ],
    questions: [
      ask("text", "company", "Name of the company"),
      ask("number", "founders", "How many shareholders?"),
      ask("multi_choice", "topics", "What is most important to you?", {
        options: ["Vesting", "Deadlocks", "Leaving and selling", "Voting", "Confidentiality"],
      }),
      ask("choice", "existing", "Is there an agreement already?", { options: ["No", "Yes, it should be replaced"] }),
      ask("file", "existing-file", "The present agreement", {
        show_when: { question_id: "existing", equals: "Yes, it should be replaced" },
      }),
      ask("long_text", "open-points", "What have you not agreed on yet?", { optional: true }),
    ],
    tasks: [
      ours("conflict-check", 1, "Conflict check", "We represent no other party in this matter.", {
        hidden: true,
      }),
      ours("talks", 4, "Talk with the founders", "Half an hour with each of you.", { after: ["conflict-check"] }),
      ours("draft", 9, "First draft", "With notes on every choice we made for you.", { after: ["talks"] }),
      ours("term-sheet", 6, "Review the term sheet", "What the investors ask for.", {
        after: ["talks"],
        tiers: ["With investors"],
      }),
      clients("comments", 13, "Send your comments", "One list from all of you.", { after: ["draft"] }),
      ours("negotiation", 15, "Negotiate with the investors", "With their lawyer.", {
        after: ["comments", "term-sheet"],
        tiers: ["With investors"],
      }),
      ours("final", 16, "Final agreement", "Changes worked in, ready to sign.", {
        after: ["comments", "negotiation"],
      }),
      clients("sign", 20, "Sign", "Everyone signs; we keep a copy.", { after: ["final"] }),
    ],
  },
  {
    handle: "company-incorporation",
    title: "Company incorporation",
    category: "legal",
    short: "A private limited company with name, documents, tax numbers and a bank-ready file.",
    keywords: ["startup", "start a company", "private limited", "pvt ltd", "register a business", "tax number"],
    description:
      "From reserving the name to the certificate of incorporation: we prepare memorandum and articles, get digital signatures, file with the registrar and hand you a folder that every bank accepts.",
    contactHours: 4,
    maxQuantity: 2,
    skills: ["company-law"],
    effortHours: 10,
    tiers: [
      {
        name: "Standard",
        prices: { inr: 9999, usd: 199, eur: 185 },
        features: ["Name reserved", "Memorandum and articles", "PAN, TAN and certificate", "Two digital signatures"],
      },
      {
        name: "With bank and GST",
        prices: { inr: 15999, usd: 319, eur: 299 },
        includes: "Standard",
        features: ["Bank account opened", "GST registration", "First board minutes"],
      },
    ],
    questions: [
      ask("text", "first-name-choice", "First choice of name"),
      ask("text", "second-name-choice", "Second choice of name"),
      ask("number", "directors", "How many directors?"),
      ask("choice", "resident-director", "Does one of them live in India?", { options: ["Yes", "No"] }),
      ask("long_text", "resident-help", "Who could be the resident director?", {
        optional: true,
        show_when: { question_id: "resident-director", equals: "No" },
      }),
      ask("date", "wish-date", "By when do you need the company?", { optional: true }),
    ],
    tasks: [
      ours("name", 2, "Reserve the name", "Both choices are filed at once."),
      clients("identity", 4, "Send identity papers", "Of every director and shareholder."),
      ours("screening", 5, "Know-your-customer screening", "Sanctions and disqualified directors.", {
        after: ["identity"],
        hidden: true,
      }),
      ours("signatures", 6, "Digital signatures", "A short video call with each director.", { after: ["screening"] }),
      ours("file", 8, "File with the registrar", "SPICe+ with all its parts.", { after: ["name", "signatures"] }),
      theirs("certificate", 14, "Certificate of incorporation", "Issued by the registrar.", { after: ["file"] }),
      ours("handover", 15, "Hand over the company folder", "Papers, numbers and a list of what is due next.", {
        after: ["certificate"],
      }),
      clients("bank", 20, "Open the bank account", "We prepare the file and the appointment.", {
        after: ["handover"],
        tiers: ["With bank and GST"],
      }),
      theirs("gst", 25, "GST registration", "We apply; the officer approves.", {
        after: ["certificate"],
        tiers: ["With bank and GST"],
      }),
    ],
  },
]
