import { ask, clients, ours, theirs, type DemoService } from "../describe-service"

export const agency: DemoService[] = [
  {
    handle: "brand-identity",
    title: "Brand identity",
    category: "agency",
    short: "A logo, colors and type that look like you, with a short guide you'll use.",
    keywords: ["logo", "branding", "corporate design", "graphic design"],
    description:
      "We begin with a conversation about what you do and for whom. Three directions, one of them worked out in full, and a guide of eight pages that your printer and your developer will both understand.",
    contactHours: 8,
    maxQuantity: 2,
    skills: ["brand-design"],
    effortHours: 24,
    tiers: [
      {
        name: "Logo",
        prices: { inr: 24999, usd: 490, eur: 460 },
        features: ["Two directions", "One logo in all formats", "Colors and typography"],
      },
      {
        name: "Identity",
        prices: { inr: 59999, usd: 1190, eur: 1100 },
        includes: "Logo",
        features: ["A third direction", "Pictures and patterns", "Guide of eight pages", "Cards and letter"],
      },
      {
        name: "Identity and launch",
        prices: { inr: 119999, usd: 2390, eur: 2200 },
        includes: "Identity",
        features: ["Landing page", "Templates for slides and social media", "Launch week support"],
      },
    ],
    questions: [
      ask("text", "name", "Name of the brand"),
      ask("long_text", "what", "What do you do, and for whom?"),
      ask("multi_choice", "character", "Which words should fit?", {
        options: ["Calm", "Bold", "Warm", "Precise", "Playful", "Serious"],
      }),
      ask("choice", "present", "Is there a logo already?", {
        options: ["No", "Yes, keep parts of it", "Yes, replace it"],
      }),
      ask("file", "present-file", "The present logo", {
        show_when: { question_id: "present", equals: "Yes, keep parts of it" },
      }),
      ask("text", "website", "Your website", { optional: true }),
    ],
    tasks: [
      ours("conversation", 2, "First conversation", "An hour about you and your customers."),
      ours("research", 5, "Look around", "Competitors, neighbors, shelves.", { after: ["conversation"] }),
      ours("critique", 9, "Studio critique", "The whole studio looks at the sketches.", {
        after: ["research"],
        hidden: true,
      }),
      ours("directions", 11, "Present directions", "Each on one page, with its reasons.", { after: ["critique"] }),
      clients("choose", 14, "Choose one", "Or mix, and say why.", { after: ["directions"] }),
      ours("finish-logo", 18, "Finish the logo", "Every format, every size.", { after: ["choose"], tiers: ["Logo"] }),
      ours("hand-over-logo", 20, "Hand over the files", "Everything in one folder.", {
        after: ["finish-logo"],
        tiers: ["Logo"],
      }),
      ours("work-out", 24, "Work it out", "Every format, every size.", {
        after: ["choose"],
        tiers: ["Identity", "Identity and launch"],
      }),
      ours("hand-over", 26, "Hand over files and guide", "Everything in one folder.", {
        after: ["work-out"],
        tiers: ["Identity", "Identity and launch"],
      }),
      ours("landing-page", 36, "Build the landing page", "With your words and pictures.", {
        after: ["hand-over"],
        tiers: ["Identity and launch"],
      }),
      ours("launch", 40, "Launch week", "We're there for every question.", {
        after: ["landing-page"],
        tiers: ["Identity and launch"],
      }),
    ],
  },
  {
    handle: "website-launch",
    title: "Website launch",
    category: "agency",
    short: "A fast, accessible website with your words on it, live in four weeks.",
    keywords: ["web site", "homepage", "web design", "web developer", "landing page"],
    description:
      "We plan the pages with you, write and design them, build them so that they load fast everywhere and hand you an editor in which you can change every word yourself.",
    contactHours: 8,
    maxQuantity: 1,
    skills: ["web-design", "web-development"],
    effortHours: 40,
    tiers: [
      {
        name: "One page",
        prices: { inr: 34999, usd: 690, eur: 640 },
        features: ["One page with up to six sections", "Domain and email setup", "A month of care"],
      },
      {
        name: "Up to eight pages",
        prices: { inr: 89999, usd: 1790, eur: 1650 },
        includes: "One page",
        features: ["Up to eight pages", "Editor for your team", "Search and analytics", "Three months of care"],
      },
    ],
    questions: [
      ask("text", "domain", "Your domain, or the one you want"),
      ask("multi_choice", "pages", "Which pages do you need?", {
        options: ["Home", "Services", "About us", "Contact", "Blog", "Jobs"],
        tiers: ["Up to eight pages"],
      }),
      ask("choice", "words", "Who writes the words?", { options: ["You", "We do", "Together"] }),
      ask("choice", "languages", "In how many languages?", { options: ["One", "Two", "Three or more"] }),
      ask("date", "launch", "When should it be live?", { optional: true }),
      ask("file", "brand-files", "Logo and brand files", { optional: true }),
    ],
    tasks: [
      ours("plan", 3, "Plan the pages", "Who comes, and what should they find?"),
      clients("material", 8, "Send words and pictures", "What you have; we fill the gaps.", { after: ["plan"] }),
      ours("design", 12, "Design", "Phone first, then desktop.", { after: ["plan"] }),
      ours("build", 18, "Build", "Fast, accessible, yours to edit.", { after: ["design", "material"] }),
      ours("audit", 19, "Accessibility and speed audit", "Against our own checklist.", {
        after: ["build"],
        hidden: true,
      }),
      clients("accept", 20, "Look at it and accept", "On your phone, too.", { after: ["audit"] }),
      theirs("domain", 21, "Domain switched over", "By your registrar.", { after: ["accept"] }),
      ours("editor", 23, "Show your team the editor", "An hour, and a short guide.", {
        after: ["domain"],
        tiers: ["Up to eight pages"],
      }),
    ],
  },
  {
    handle: "content-month",
    title: "A month of content",
    category: "agency",
    short: "Four articles and twelve posts, researched, written, illustrated and scheduled.",
    keywords: ["blog", "social media", "copywriting", "SEO", "marketing"],
    description:
      "You tell us what your customers ask; we turn it into articles and posts that answer them. One round of changes each, pictures included, scheduled on your channels.",
    contactHours: 8,
    maxQuantity: 12,
    skills: ["copywriting", "social-media"],
    effortHours: 16,
    tiers: [
      {
        name: "Posts",
        prices: { inr: 14999, usd: 299, eur: 280 },
        features: ["Twelve posts", "Pictures included", "Scheduled for you"],
      },
      {
        name: "Articles and posts",
        prices: { inr: 32999, usd: 650, eur: 610 },
        includes: "Posts",
        features: ["Four articles", "Search terms researched", "Monthly report"],
      },
    ],
    questions: [
      ask("multi_choice", "channels", "Where do you publish?", {
        options: ["Website", "LinkedIn", "Instagram", "Newsletter"],
      }),
      ask("text", "newsletter-tool", "Which newsletter tool?", {
        optional: true,
        show_when: { question_id: "channels", equals: "Newsletter" },
      }),
      ask("long_text", "customers-ask", "What do your customers ask you most?"),
      ask("choice", "tone", "How should it sound?", { options: ["Like a friend", "Like an expert", "Like both"] }),
      ask("date", "start", "First day of the month"),
      ask("number", "length", "Words per article, about", { optional: true, tiers: ["Articles and posts"] }),
    ],
    tasks: [
      ours("terms", 2, "Research search terms", "What your customers type.", { tiers: ["Articles and posts"] }),
      ours("topics", 3, "Suggest topics", "Eight to choose from.", { after: ["terms"] }),
      clients("pick", 5, "Pick your topics", "Four of them, or your own.", { after: ["topics"] }),
      ours("write", 12, "Write", "Articles first, posts out of them.", { after: ["pick"] }),
      ours("proof", 13, "Proofread", "By someone who did not write it.", { after: ["write"], hidden: true }),
      clients("changes", 16, "Ask for changes", "One round for each text.", { after: ["proof"] }),
      ours("schedule", 18, "Schedule everything", "You see the calendar.", { after: ["changes"] }),
      ours("report", 25, "Monthly report", "What was read, and by whom.", {
        after: ["schedule"],
        tiers: ["Articles and posts"],
      }),
    ],
  },
]
