import { ask, clients, ours, theirs, type DemoService } from "../describe-service"

export const visa: DemoService[] = [
  {
    handle: "work-visa",
    title: "Work visa application",
    category: "visa",
    short: "A complete application for your work permit, checked twice before it goes out.",
    keywords: ["work permit", "immigration", "job abroad", "expat"],
    description:
      "We find the right permit for your job, tell you exactly which papers are needed, check them, fill in the forms and prepare you for the appointment. If the embassy has a question, we answer it with you.",
    contactHours: 4,
    maxQuantity: 5,
    skills: ["immigration", "work-permits"],
    effortHours: 8,
    tiers: [
      {
        name: "Check",
        prices: { inr: 4999, usd: 99, eur: 90 },
        features: ["Which permit fits", "List of papers for your case", "One check of your papers"],
      },
      {
        name: "Full application",
        prices: { inr: 18999, usd: 370, eur: 345 },
        includes: "Check",
        features: ["Forms filled in", "Appointment booked", "Practice interview"],
      },
      {
        name: "With family",
        prices: { inr: 31999, usd: 620, eur: 580 },
        includes: "Full application",
        features: ["Partner and up to three children", "Help with arrival"],
      },
    ],
    questions: [
      ask("text", "nationality", "Your nationality"),
      ask("choice", "destination", "Where will you work?", {
        options: ["Germany", "France", "Netherlands", "United States", "Another country"],
      }),
      ask("text", "destination-other", "Which country?", {
        show_when: { question_id: "destination", equals: "Another country" },
      }),
      ask("choice", "offer", "Do you have a job offer?", {
        options: ["Yes, signed", "Yes, not signed yet", "Not yet"],
      }),
      ask("file", "contract", "The signed contract", { show_when: { question_id: "offer", equals: "Yes, signed" } }),
      ask("date", "start", "When do you want to start?"),
      ask("number", "family", "How many people come with you?", { tiers: ["With family"] }),
      ask("file", "passport", "Passport, page with the photograph"),
    ],
    tasks: [
      ours("eligibility", 2, "Find the right permit", "Which one, what it needs, how long it takes."),
      clients("papers", 7, "Collect your papers", "From the list we send you.", { after: ["eligibility"] }),
      ours("first-check", 9, "Check the papers", "What is missing or should be translated.", { after: ["papers"] }),
      ours("second-check", 10, "Second review", "Another adviser reviews the file.", {
        after: ["first-check"],
        hidden: true,
        tiers: ["Full application", "With family"],
      }),
      ours("forms", 11, "Fill in the forms", "Ready for your signature.", {
        after: ["second-check"],
        tiers: ["Full application", "With family"],
      }),
      clients("appointment", 20, "Go to the appointment", "With the folder we prepared.", {
        after: ["forms"],
        tiers: ["Full application", "With family"],
      }),
      theirs("decision", 50, "Decision of the embassy", "We ask for you when it takes long.", {
        after: ["appointment"],
        tiers: ["Full application", "With family"],
      }),
      ours("arrival", 60, "Help with arrival", "Registration, school and doctor.", {
        after: ["decision"],
        tiers: ["With family"],
      }),
    ],
  },
  {
    handle: "business-visa",
    title: "Business visa",
    category: "visa",
    short: "Meetings, fairs and contracts abroad, with the visa in your passport in time.",
    keywords: ["travel", "Schengen", "meeting abroad"],
    description:
      "For short trips: we write the invitation with your partner abroad, fill in the form, book the appointment and check the folder the evening before.",
    contactHours: 2,
    maxQuantity: 20,
    skills: ["immigration"],
    effortHours: 3,
    tiers: [
      {
        name: "Standard",
        prices: { inr: 5999, usd: 119, eur: 110 },
        features: ["Form and folder", "Appointment booked", "Invitation letter checked"],
      },
      {
        name: "Express",
        prices: { inr: 9999, usd: 199, eur: 185 },
        includes: "Standard",
        features: ["Ready within two working days", "Adviser on the phone on the day"],
      },
    ],
    questions: [
      ask("text", "country", "Which country do you travel to?"),
      ask("date", "departure", "When do you leave?"),
      ask("number", "days", "For how many days?"),
      ask("multi_choice", "purpose", "What will you do there?", {
        options: ["Meetings", "Trade fair", "Training", "Signing a contract"],
      }),
      ask("file", "invitation", "Invitation, if you have one", { optional: true }),
    ],
    tasks: [
      ours("list", 1, "Send your list of papers", "For your passport and your country."),
      clients("papers", 3, "Send your papers", "Scans are enough for now.", { after: ["list"], tiers: ["Standard"] }),
      clients("papers-express", 1, "Send your papers today", "Scans are enough for now.", {
        after: ["list"],
        tiers: ["Express"],
      }),
      ours("folder", 5, "Prepare the folder", "Form, letters, insurance, bookings.", {
        after: ["papers"],
        tiers: ["Standard"],
      }),
      ours("folder-express", 2, "Prepare the folder", "Form, letters, insurance, bookings.", {
        after: ["papers-express"],
        tiers: ["Express"],
      }),
      ours("evening-check", 6, "Check on the evening before", "Nothing out of date, nothing unsigned.", {
        after: ["folder", "folder-express"],
        hidden: true,
      }),
      clients("appointment", 7, "Go to the visa center", "Take the folder with you.", { after: ["evening-check"] }),
      theirs("decision", 17, "Decision of the consulate", "Usually ten working days.", { after: ["appointment"] }),
    ],
  },
  {
    handle: "student-visa",
    title: "Student visa",
    category: "visa",
    short: "From the letter of admission to the stamp in your passport, without the stress.",
    keywords: ["study abroad", "university", "student permit"],
    description:
      "Proof of funds, blocked account, insurance, motivation letter: we go through all of it with you, practice the interview and stay with you until the visa is there.",
    contactHours: 8,
    maxQuantity: 3,
    skills: ["immigration", "students"],
    effortHours: 6,
    tiers: [
      {
        name: "Full application",
        prices: { inr: 11999, usd: 240, eur: 220 },
        features: ["All forms and letters", "Blocked account and insurance", "Practice interview"],
      },
    ],
    questions: [
      ask("text", "university", "Which university has admitted you?"),
      ask("date", "semester", "When does the first semester begin?"),
      ask("choice", "funds", "How will you show the money?", {
        options: ["Blocked account", "Scholarship", "Sponsor", "I do not know yet"],
      }),
      ask("text", "sponsor", "Who sponsors you?", { show_when: { question_id: "funds", equals: "Sponsor" } }),
      ask("file", "admission", "Letter of admission"),
    ],
    tasks: [
      ours("plan", 1, "Make the plan", "Every step with its date."),
      clients("funds", 8, "Open the blocked account", "We show you how.", { after: ["plan"] }),
      clients("letter", 6, "Write the motivation letter", "In your own words; we give you questions.", {
        after: ["plan"],
      }),
      ours("edit", 9, "Edit the letter", "Clear, honest and on one page.", { after: ["letter"] }),
      ours("interview", 12, "Practice interview", "Half an hour, with the questions they ask.", {
        after: ["edit", "funds"],
      }),
      ours("risk-note", 12, "Note on refusal risk", "For the adviser who takes the next call.", {
        after: ["edit"],
        hidden: true,
      }),
      theirs("decision", 45, "Decision of the embassy", "Six weeks are common in summer.", { after: ["interview"] }),
    ],
  },
]
